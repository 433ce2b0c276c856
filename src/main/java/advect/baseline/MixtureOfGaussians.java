package advect.baseline;

import advect.numeric.ShiftAndScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of full-covariance Gaussians, p(x) = Σⱼ wⱼ N(x; μⱼ, Σⱼ), by expectation maximization
 * from k-means++.
 *
 * <p>The number of components doubles from 1 up to {@value #MOST_COMPONENTS}, while each has more
 * rows than columns to itself on average; the number with the highest likelihood of the validation
 * rows wins, and two misses in a row end the search. Every covariance gets 1e-6 of its columns'
 * variances added, so that none can collapse.
 *
 * <p>Cost: at most 200 iterations for each number of components k, each about 2 n k dim² products
 * for n rows, of which at most {@value #MOST_ROWS} are used: for 40,000 rows of 9 columns some
 * minutes on one core.
 */
public final class MixtureOfGaussians implements Baseline {
  /** Of more training rows a seeded sample is used. */
  public static final int MOST_ROWS = 20_000;

  /** The largest number of components tried. */
  public static final int MOST_COMPONENTS = 64;

  private final ShiftAndScale scale;
  private final Mixture mixture;
  private final List<String> notes;

  private MixtureOfGaussians(ShiftAndScale scale, Mixture mixture, List<String> notes) {
    this.scale = scale;
    this.mixture = mixture;
    this.notes = List.copyOf(notes);
  }

  /**
   * Fits mixtures and keeps the one that is best on the validation rows.
   *
   * @param training {@code [n][dim]}, more rows than columns; read only
   * @param validation {@code [m][dim]}, at least one row; read only
   * @param seed draws the rows used, where there are too many, and where k-means++ begins
   * @throws IllegalArgumentException if there are too few rows, a number is not finite, or a column
   *     is constant
   */
  public static MixtureOfGaussians fit(DMatrixRMaj training, DMatrixRMaj validation, long seed) {
    return fit(WeightedRows.of(training), WeightedRows.of(validation), seed);
  }

  /** Fits to weighted rows and lets weighted rows choose; k-means++ begins without weights. */
  public static MixtureOfGaussians fit(WeightedRows training, WeightedRows validation, long seed) {
    WeightedRows all = BaselineRows.requireTraining(training);
    BaselineRows.requireValidation(validation.rows(), all.rows().numCols);
    ShiftAndScale scale = ColumnScale.of(all);
    WeightedRows z = BaselineRows.some(all, MOST_ROWS, seed).forward(scale);
    WeightedRows judges = validation.forward(scale);
    List<String> notes = new ArrayList<>();
    int used = z.rows().numRows;
    int given = all.rows().numRows;
    if (used < given) {
      notes.add(String.format(Locale.ROOT, "fitted on %,d of %,d rows", used, given));
    }
    return new MixtureOfGaussians(scale, best(z, judges, seed, notes), notes);
  }

  private static Mixture best(WeightedRows z, WeightedRows judges, long seed, List<String> notes) {
    ExpectationMaximization best = ExpectationMaximization.fit(z, 1, seed);
    double highest = score(best, judges);
    int misses = 0;
    int most = Math.min(MOST_COMPONENTS, z.rows().numRows / (z.rows().numCols + 1));
    for (int k = 2; k <= most && misses < 2; k *= 2) {
      ExpectationMaximization next = ExpectationMaximization.fit(z, k, seed);
      double logp = score(next, judges);
      misses = logp > highest ? 0 : misses + 1;
      if (misses > 0) continue;
      best = next;
      highest = logp;
    }
    if (!best.converged()) {
      notes.add("stopped after %d iterations".formatted(ExpectationMaximization.ITERATIONS));
    }
    if (misses == 0) notes.add("the largest number of components tried was the best");
    return best.mixture();
  }

  private static double score(ExpectationMaximization fit, WeightedRows judges) {
    return judges.mean(Mixture.logDensity(fit.mixture().logTerms(judges.rows())));
  }

  /** The number of Gaussians. */
  public int components() {
    return mixture.components().size();
  }

  /** w, {@code [components]}. */
  public double[] weights() {
    return mixture.components().stream().mapToDouble(c -> Math.exp(c.logWeight())).toArray();
  }

  /** μ, {@code [components][dim]}, in units of the data. */
  public DMatrixRMaj means() {
    DMatrixRMaj means = new DMatrixRMaj(components(), scale.dim());
    for (int j = 0; j < means.numRows; j++) {
      double[] mean = mixture.components().get(j).law().mean();
      for (int c = 0; c < mean.length; c++) means.set(j, c, scale.inverse(c, mean[c]));
    }
    return means;
  }

  /** Σ, {@code [dim][dim]} each, in units of the data. */
  public List<DMatrixRMaj> covariances() {
    return mixture.components().stream().map(c -> inUnits(c.law().covariance())).toList();
  }

  private DMatrixRMaj inUnits(DMatrixRMaj covariance) {
    DMatrixRMaj x = covariance.copy();
    for (int k = 0; k < x.data.length; k++) {
      x.data[k] *= scale.scale(k / x.numCols) * scale.scale(k % x.numCols);
    }
    return x;
  }

  @Override
  public String name() {
    return components() == 1
        ? "mixture of 1 Gaussian"
        : "mixture of %d Gaussians".formatted(components());
  }

  @Override
  public double[] logDensity(DMatrixRMaj rows) {
    BaselineRows.requireShape("rows", rows, scale.dim());
    double jacobian = scale.logDeterminant();
    double[] logp = Mixture.logDensity(mixture.logTerms(scale.forward(rows)));
    return Arrays.stream(logp).map(v -> v + jacobian).toArray();
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
