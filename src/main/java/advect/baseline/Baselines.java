package advect.baseline;

import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** All baselines at once. */
public final class Baselines {
  private Baselines() {}

  /**
   * The fit of each baseline, the simplest first, to be done or timed one by one.
   *
   * <p>Cost: seconds to a few minutes; each class states its own.
   *
   * @param training {@code [n][dim]}, more rows than columns; read only
   * @param validation {@code [m][dim]}, at least one row; chooses components and bandwidth; read
   *     only
   * @param seed the only source of randomness
   * @return fits, which throw {@link IllegalArgumentException} saying which row or column does not
   *     allow a density
   */
  public static List<Supplier<Baseline>> fits(
      DMatrixRMaj training, DMatrixRMaj validation, long seed) {
    return fits(WeightedRows.of(training), WeightedRows.of(validation), seed);
  }

  /** The same of weighted rows. */
  public static List<Supplier<Baseline>> fits(
      WeightedRows training, WeightedRows validation, long seed) {
    return List.of(
        () -> FullGaussian.fit(training),
        () -> MixtureOfGaussians.fit(training, validation, seed),
        () -> KernelDensity.fit(training, validation, seed));
  }
}
