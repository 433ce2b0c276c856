package advect.data.toy;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of Gaussians of one standard deviation s, alike in every direction: p(x) = Σₖ wₖ
 * N(x; μₖ, s² I). The weights need not be those of a discrete choice; they may be those of a
 * quadrature rule.
 *
 * <p>Accuracy: rounding only, a few times 1e-15 of log p or of 1, whichever is larger. Cost: one
 * exponential per centre within 40 nats of the nearest, and a subtraction, product and comparison
 * for the others.
 */
final class GaussianSum {
  private final int dim;

  /** μₖ one after the other. */
  private final double[] centres;

  /** log wₖ - dim/2 log(2π s²). */
  private final double[] logScales;

  private final double halfPrecision;

  GaussianSum(List<WeightedCentre> centres, double sd) {
    this.dim = centres.get(0).mean.length;
    this.centres = centres.stream().flatMapToDouble(c -> Arrays.stream(c.mean)).toArray();
    double logScale = -0.5 * dim * Math.log(2 * Math.PI * sd * sd);
    this.logScales = centres.stream().mapToDouble(c -> Math.log(c.weight) + logScale).toArray();
    this.halfPrecision = 0.5 / (sd * sd);
  }

  /** A place μ with its weight w. */
  static final class WeightedCentre {
    private final double weight;
    private final double[] mean;

    WeightedCentre(double weight, double... mean) {
      this.weight = weight;
      this.mean = mean.clone();
    }
  }

  int dim() {
    return dim;
  }

  double logDensity(double[] x) {
    LogSumExp sum = new LogSumExp();
    for (int k = 0; k < logScales.length; k++) {
      double square = 0;
      for (int i = 0; i < dim; i++) {
        double difference = x[i] - centres[k * dim + i];
        square += difference * difference;
      }
      sum.add(logScales[k] - halfPrecision * square);
    }
    return sum.value();
  }
}
