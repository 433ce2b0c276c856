package advect.baseline;

import advect.numeric.LogSumExp;
import advect.numeric.MixtureWeights;
import advect.numeric.ScaleShares;
import advect.numeric.ShiftAndScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Gaussians of a few widths about every training row: p(z) = Σₖ vₖ 1/n Σⱼ N(z; zⱼ, hₖ² I) in units
 * of the columns' standard deviations. With weights it is Σⱼ wⱼ … / Σⱼ wⱼ, and n stands for Σⱼ wⱼ.
 *
 * <p>Bandwidths h are Scott's n^(-1/(dim+4)) times 2^(k/2), k from -12 to 4 (Scott,
 * <em>Multivariate Density Estimation</em>, 1992, chapter 6). Their shares v maximize the
 * likelihood of the validation rows; those below {@value #LEAST_SHARE} are left out. Rows lie
 * closer in some places than in others: narrow kernels are for the first and wide ones for the
 * second, where one width for both is a compromise.
 *
 * <p>Cost: n dim products for a row, and an exponential for each kernel and width that is near
 * enough to count; threads share the rows.
 */
public final class KernelDensity implements Baseline {
  /** Of more training rows a seeded sample becomes the kernels' centres. */
  public static final int MOST_CENTRES = 15_000;

  /** Of more validation rows a seeded sample chooses the shares. */
  public static final int MOST_JUDGES = 2_000;

  /** The least share of a bandwidth that has one. */
  public static final double LEAST_SHARE = 0.01;

  private static final int FINEST = -12;
  private static final int COARSEST = 4;

  private final ShiftAndScale scale;
  private final WeightedRows centres;

  /** Of the kernels, adding up to 1. */
  private final double[] logWeights;

  private final ScaleShares bandwidths;
  private final List<String> notes;

  private KernelDensity(
      ShiftAndScale scale, WeightedRows centres, ScaleShares bandwidths, List<String> notes) {
    this.scale = scale;
    this.centres = centres;
    double total = centres.total();
    logWeights = Arrays.stream(centres.weights()).map(w -> Math.log(w / total)).toArray();
    this.bandwidths = bandwidths;
    this.notes = List.copyOf(notes);
  }

  /**
   * Puts kernels on each training row and chooses their widths.
   *
   * @param training {@code [n][dim]}, more rows than columns; read only
   * @param validation {@code [m][dim]}, at least one row; read only
   * @param seed draws centres and judges, where there are too many
   * @throws IllegalArgumentException if there are too few rows, a number is not finite, or a column
   *     is constant
   */
  public static KernelDensity fit(DMatrixRMaj training, DMatrixRMaj validation, long seed) {
    return fit(WeightedRows.of(training), WeightedRows.of(validation), seed);
  }

  /** Puts weighted kernels on weighted rows, and lets weighted rows choose their widths. */
  public static KernelDensity fit(WeightedRows training, WeightedRows validation, long seed) {
    WeightedRows all = BaselineRows.requireTraining(training);
    BaselineRows.requireValidation(validation.rows(), all.rows().numCols);
    ShiftAndScale scale = ColumnScale.of(all);
    WeightedRows centres = BaselineRows.some(all, MOST_CENTRES, seed).forward(scale);
    WeightedRows judges = BaselineRows.some(validation, MOST_JUDGES, seed);
    double[] grid = grid(centres.total(), scale.dim());
    List<String> notes = new ArrayList<>();
    note(notes, "centres", centres.rows(), all.rows());
    note(notes, "validation rows", judges.rows(), validation.rows());
    KernelDensity widest =
        new KernelDensity(scale, centres, ScaleShares.of(grid[grid.length - 1]), notes);
    double[][] logp = widest.logDensities(judges.rows(), grid);
    double[] shares = MixtureWeights.fit(logp, judges.weights(), LEAST_SHARE);
    if (shares[0] > 0) notes.add("the narrowest bandwidth tried has a share: rows may repeat");
    if (shares[grid.length - 1] > 0) notes.add("the widest bandwidth tried has a share");
    return new KernelDensity(scale, centres, ScaleShares.of(grid, shares), notes);
  }

  private static void note(List<String> notes, String what, DMatrixRMaj used, DMatrixRMaj all) {
    if (used.numRows == all.numRows) return;
    notes.add(String.format(Locale.ROOT, "%,d of %,d %s used", used.numRows, all.numRows, what));
  }

  private static double[] grid(double n, int dim) {
    double scott = Math.pow(n, -1.0 / (dim + 4));
    return IntStream.rangeClosed(FINEST, COARSEST)
        .mapToDouble(k -> scott * Math.pow(2, k / 2.0))
        .toArray();
  }

  /** All bandwidths that a fit chooses from, ascending. */
  public double[] grid() {
    return grid(centres.total(), scale.dim());
  }

  /** The same kernels of other widths. */
  public KernelDensity withBandwidths(ScaleShares value) {
    return new KernelDensity(scale, centres, value, notes);
  }

  /**
   * log p of rows by kernels of each width alone.
   *
   * @return {@code [widths][rows]}, nats
   */
  public double[][] logDensities(DMatrixRMaj rows, double[] widths) {
    BaselineRows.requireShape("rows", rows, scale.dim());
    DMatrixRMaj z = scale.forward(rows);
    double[][] logp = new double[widths.length][z.numRows];
    IntStream.range(0, z.numRows)
        .parallel()
        .forEach(
            i -> {
              double[] each = logp(z, i, widths);
              for (int k = 0; k < each.length; k++) {
                logp[k][i] = scale.logDeterminant() + each[k];
              }
            });
    return logp;
  }

  /** log p of row i under each bandwidth; the squared distances are worked out once. */
  private double[] logp(DMatrixRMaj rows, int i, double[] widths) {
    DMatrixRMaj at = centres.rows();
    int n = at.numRows;
    int d = at.numCols;
    double[] square = new double[n];
    for (int j = 0; j < n; j++) {
      for (int c = 0; c < d; c++) {
        double gap = rows.data[i * d + c] - at.data[j * d + c];
        square[j] += gap * gap;
      }
    }
    double[] logs = new double[n];
    double[] logp = new double[widths.length];
    for (int k = 0; k < logp.length; k++) {
      double h = widths[k];
      for (int j = 0; j < n; j++) logs[j] = logWeights[j] - 0.5 * square[j] / (h * h);
      logp[k] = LogSumExp.of(logs) - d * (Math.log(h) + 0.5 * Math.log(2 * Math.PI));
    }
    return logp;
  }

  /** The kernels' standard deviations in {@link #units}, shares of each column's. */
  public ScaleShares bandwidths() {
    return bandwidths;
  }

  /** The kernels' centres in {@link #units}, with their weights; read only. */
  public WeightedRows centres() {
    return centres;
  }

  @Override
  public String name() {
    if (bandwidths.count() == 1) {
      return String.format(Locale.ROOT, "kernel density, bandwidth %.3g", bandwidths.least());
    }
    return String.format(
        Locale.ROOT,
        "kernel density, %d bandwidths from %.3g to %.3g",
        bandwidths.count(),
        bandwidths.least(),
        bandwidths.most());
  }

  @Override
  public double[] logDensity(DMatrixRMaj rows) {
    double[] widths = bandwidths.scales().stream().mapToDouble(h -> h).toArray();
    double[] shares = bandwidths.shares().stream().mapToDouble(v -> v).toArray();
    double[][] each = logDensities(rows, widths);
    return IntStream.range(0, rows.numRows)
        .mapToDouble(i -> MixtureWeights.logDensity(each, shares, i))
        .toArray();
  }

  @Override
  public ShiftAndScale units() {
    return scale;
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
