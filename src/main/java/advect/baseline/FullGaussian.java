package advect.baseline;

import advect.numeric.ShiftAndScale;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * One Gaussian with a full covariance, by maximum likelihood (covariance over n): the floor any
 * density model has to beat.
 *
 * <p>Where columns depend on one another linearly, the covariance is singular and there is no
 * density; then {@value #RIDGE} of its variance is added to each column's, and a note says so.
 *
 * <p>Cost: n dim² products to fit, dim²/2 a row to score.
 */
public final class FullGaussian implements Baseline {
  /** Added to the variances of a singular covariance, as a share of them. */
  public static final double RIDGE = 1e-6;

  private final ShiftAndScale scale;
  private final GaussianLaw law;
  private final boolean ridged;

  private FullGaussian(ShiftAndScale scale, GaussianLaw law, boolean ridged) {
    this.scale = scale;
    this.law = law;
    this.ridged = ridged;
  }

  /**
   * Fits mean and covariance.
   *
   * @param training {@code [n][dim]}, more rows than columns; read only
   * @throws IllegalArgumentException if there are too few rows, a number is not finite, or a column
   *     is constant
   */
  public static FullGaussian fit(DMatrixRMaj training) {
    return fit(WeightedRows.of(training));
  }

  /** Fits the weighted mean and covariance, as {@link #fit(DMatrixRMaj)}. */
  public static FullGaussian fit(WeightedRows training) {
    WeightedRows used = BaselineRows.requireTraining(training);
    ShiftAndScale scale = ColumnScale.of(used);
    DMatrixRMaj z = scale.forward(used.rows());
    double[] mean = GaussianLaw.mean(z, used.weights(), used.total());
    DMatrixRMaj covariance = GaussianLaw.covariance(z, used.weights(), used.total(), mean);
    Optional<GaussianLaw> law = GaussianLaw.of(mean, covariance);
    if (law.isPresent()) return new FullGaussian(scale, law.get(), false);
    for (int i = 0; i < z.numCols; i++) covariance.add(i, i, RIDGE);
    return new FullGaussian(scale, GaussianLaw.of(mean, covariance).orElseThrow(), true);
  }

  /** Its mean in {@link #units}, {@code [dim]}. */
  public double[] mean() {
    return law.mean().clone();
  }

  /** Its covariance in {@link #units}, {@code [dim][dim]}. */
  public DMatrixRMaj covariance() {
    return law.covariance();
  }

  @Override
  public String name() {
    return "Gaussian";
  }

  @Override
  public double[] logDensity(DMatrixRMaj rows) {
    BaselineRows.requireShape("rows", rows, scale.dim());
    double jacobian = scale.logDeterminant();
    return Arrays.stream(law.logDensity(scale.forward(rows))).map(v -> v + jacobian).toArray();
  }

  @Override
  public ShiftAndScale units() {
    return scale;
  }

  @Override
  public List<String> notes() {
    return ridged
        ? List.of(
            "columns depend on one another linearly: "
                + "%s of its variance was added to each column's".formatted(RIDGE))
        : List.of();
  }
}
