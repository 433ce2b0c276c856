package advect.experiment.learned;

import advect.flow.Density;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowPoints;
import advect.flow.Scorer;
import advect.flow.base.BaseDensity;
import advect.flow.base.ScaleMixture;
import advect.numeric.LogSumExp;
import advect.numeric.ScaleShares;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Flows whose base has other scales than it was trained with. The map and its log determinant stay,
 * so that one solve gives log p at all scales:
 *
 * <pre>
 *   log p_σ(x) = log p(x) - log p₀(z) + log p₀(z/σ) - dim log σ
 * </pre>
 */
final class ScaledFlows {
  /**
   * Steps on either side of 1, and some far above, for tails. A normal's |z| is known to 1/√(2
   * dim), so more dimensions take smaller steps.
   */
  private static final int[] STEPS = {
    -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 20, 30
  };

  private static final double STEP = 0.35;
  private static final double LONGEST_STEP = 0.25;

  private ScaledFlows() {}

  /** The scales that are tried. */
  static double[] grid(int dim) {
    double step = Math.min(LONGEST_STEP, STEP / Math.sqrt(dim));
    return Arrays.stream(STEPS).mapToDouble(k -> Math.exp(k * step)).toArray();
  }

  /**
   * log p of rows by the mean of some flows, at each scale.
   *
   * @return {@code [scales][rows]}, nats
   */
  static double[][] logDensities(Density flows, DMatrixRMaj rows, double[] scales) {
    List<FlowDensity> members = flows.members();
    double[][][] each =
        members.stream().map(flow -> of(flow, rows, scales)).toArray(double[][][]::new);
    double[][] mean = new double[scales.length][rows.numRows];
    double[] terms = new double[each.length];
    for (int k = 0; k < scales.length; k++) {
      for (int i = 0; i < rows.numRows; i++) {
        for (int m = 0; m < terms.length; m++) terms[m] = each[m][k][i];
        mean[k][i] = LogSumExp.of(terms) - Math.log(terms.length);
      }
    }
    return mean;
  }

  private static double[][] of(FlowDensity density, DMatrixRMaj rows, double[] scales) {
    FlowPoints scored;
    try (Scorer scorer = density.scorer()) {
      scored = scorer.score(rows).orThrow();
    }
    Flow flow = density.flow();
    BaseDensity base = flow.base().with(flow.ofBase(density.parameters()));
    double[] own = log(base, scored.points(), 1);
    double[][] logp = new double[scales.length][];
    for (int k = 0; k < scales.length; k++) {
      double[] scaled = log(base, scored.points(), scales[k]);
      logp[k] =
          IntStream.range(0, own.length)
              .mapToDouble(i -> scored.logDensity()[i] - own[i] + scaled[i])
              .toArray();
    }
    return logp;
  }

  /** log p₀(z/σ) - dim log σ. */
  private static double[] log(BaseDensity base, DMatrixRMaj z, double scale) {
    int rows = z.numRows;
    int dim = z.numCols;
    double[] panel = new double[rows * dim];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < dim; j++) panel[j * rows + i] = z.data[i * dim + j] / scale;
    }
    double[] logp = new double[rows];
    Arrays.fill(logp, -dim * Math.log(scale));
    base.addLogDensity(panel, logp);
    return logp;
  }

  /** A flow whose base has these scales. */
  static FlowDensity scaled(FlowDensity density, ScaleShares scales) {
    if (scales.isOne()) return density;
    Flow flow = density.flow();
    double[] theta = density.parameters();
    return new FlowDensity(
        new Flow(
            ScaleMixture.of(flow.base(), flow.ofBase(theta), scales).fixed(),
            flow.transform(),
            flow.units()),
        flow.ofTransform(theta),
        density.parallelism());
  }
}
