package advect.baseline;

import advect.numeric.LogSumExp;
import advect.numeric.ShiftAndScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A Gaussian about every training row: p(z) = 1/n Σⱼ N(z; zⱼ, h² I) in units of the columns'
 * standard deviations. With weights it is Σⱼ wⱼ N(z; zⱼ, h² I) / Σⱼ wⱼ, and n stands for Σⱼ wⱼ.
 *
 * <p>The bandwidth h maximizes the likelihood of the validation rows over Scott's n^(-1/(dim+4))
 * times 2^(k/4), k from -24 to 8 (Scott, <em>Multivariate Density Estimation</em>, 1992, chapter
 * 6).
 *
 * <p>Cost: n dim products and n exponentials for a row, 33 n exponentials for a row that chooses;
 * threads share the rows.
 */
public final class KernelDensity implements Baseline {
  /** Of more training rows a seeded sample becomes the kernels' centres. */
  public static final int MOST_CENTRES = 10_000;

  /** Of more validation rows a seeded sample chooses the bandwidth. */
  public static final int MOST_JUDGES = 2_000;

  private static final int FINEST = -24;
  private static final int COARSEST = 8;

  private final ShiftAndScale scale;
  private final WeightedRows centres;
  private final double bandwidth;
  private final List<String> notes;

  private KernelDensity(
      ShiftAndScale scale, WeightedRows centres, double bandwidth, List<String> notes) {
    this.scale = scale;
    this.centres = centres;
    this.bandwidth = bandwidth;
    this.notes = List.copyOf(notes);
  }

  /**
   * Puts a kernel on each training row and chooses their width.
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

  /** Puts weighted kernels on weighted rows, and lets weighted rows choose their width. */
  public static KernelDensity fit(WeightedRows training, WeightedRows validation, long seed) {
    WeightedRows all = BaselineRows.requireTraining(training);
    BaselineRows.requireValidation(validation.rows(), all.rows().numCols);
    ShiftAndScale scale = ColumnScale.of(all);
    WeightedRows centres = BaselineRows.some(all, MOST_CENTRES, seed).forward(scale);
    WeightedRows judges = BaselineRows.some(validation, MOST_JUDGES, seed).forward(scale);
    double[] grid = grid(centres.total(), scale.dim());
    int best = best(centres, judges, grid);
    List<String> notes = new ArrayList<>();
    note(notes, "centres", centres.rows(), all.rows());
    note(notes, "validation rows", judges.rows(), validation.rows());
    if (best == 0) notes.add("the narrowest bandwidth tried was the best: rows may repeat");
    if (best == grid.length - 1) notes.add("the widest bandwidth tried was the best");
    return new KernelDensity(scale, centres, grid[best], notes);
  }

  private static void note(List<String> notes, String what, DMatrixRMaj used, DMatrixRMaj all) {
    if (used.numRows == all.numRows) return;
    notes.add(String.format(Locale.ROOT, "%,d of %,d %s used", used.numRows, all.numRows, what));
  }

  private static double[] grid(double n, int dim) {
    double scott = Math.pow(n, -1.0 / (dim + 4));
    return IntStream.rangeClosed(FINEST, COARSEST)
        .mapToDouble(k -> scott * Math.pow(2, k / 4.0))
        .toArray();
  }

  /** The place in the grid of the bandwidth with the highest mean log p of the judges. */
  private static int best(WeightedRows centres, WeightedRows judges, double[] grid) {
    double[][] logp =
        IntStream.range(0, judges.rows().numRows)
            .parallel()
            .mapToObj(i -> logp(centres, judges.rows(), i, grid))
            .toArray(double[][]::new);
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < grid.length; k++) {
      int at = k;
      double mean = judges.mean(Arrays.stream(logp).mapToDouble(row -> row[at]).toArray());
      if (mean > highest) {
        highest = mean;
        best = k;
      }
    }
    return best;
  }

  /** log p of row i under each bandwidth; the squared distances are worked out once. */
  private static double[] logp(
      WeightedRows weighted, DMatrixRMaj rows, int i, double[] bandwidths) {
    DMatrixRMaj centres = weighted.rows();
    int n = centres.numRows;
    int d = centres.numCols;
    double[] square = new double[n];
    for (int j = 0; j < n; j++) {
      for (int c = 0; c < d; c++) {
        double gap = rows.data[i * d + c] - centres.data[j * d + c];
        square[j] += gap * gap;
      }
    }
    double[] logw = Arrays.stream(weighted.weights()).map(Math::log).toArray();
    double logTotal = Math.log(weighted.total());
    double[] logs = new double[n];
    double[] logp = new double[bandwidths.length];
    for (int k = 0; k < logp.length; k++) {
      double h = bandwidths[k];
      for (int j = 0; j < n; j++) logs[j] = logw[j] - 0.5 * square[j] / (h * h);
      double peak = -logTotal - d * (Math.log(h) + 0.5 * Math.log(2 * Math.PI));
      logp[k] = peak + LogSumExp.of(logs);
    }
    return logp;
  }

  /** The kernels' standard deviation in {@link #units}: a share of each column's. */
  public double bandwidth() {
    return bandwidth;
  }

  /** The kernels' centres in {@link #units}, with their weights; read only. */
  public WeightedRows centres() {
    return centres;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "kernel density, bandwidth %.3g", bandwidth);
  }

  @Override
  public double[] logDensity(DMatrixRMaj rows) {
    BaselineRows.requireShape("rows", rows, scale.dim());
    DMatrixRMaj z = scale.forward(rows);
    double[] chosen = {bandwidth};
    double jacobian = scale.logDeterminant();
    return IntStream.range(0, z.numRows)
        .parallel()
        .mapToDouble(i -> jacobian + logp(centres, z, i, chosen)[0])
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
