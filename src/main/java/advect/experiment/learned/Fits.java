package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.baseline.FullGaussian;
import advect.baseline.KernelDensity;
import advect.baseline.MixtureOfGaussians;
import advect.experiment.spec.Method;
import advect.input.InputException;
import advect.input.Spelling;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Densities that are fitted to what a flow of the same source would learn; each once, when it is
 * first asked for.
 */
public final class Fits {
  private final Supplier<DMatrixRMaj> encoding;
  private final DMatrixRMaj validation;
  private final long seed;
  private @Nullable DMatrixRMaj training;
  private final Map<Method, FittedMethod> done = new EnumMap<>(Method.class);

  /**
   * Nothing is fitted yet.
   *
   * @param training {@code [n][dim]}, asked for once, by the first fit
   * @param validation {@code [m][dim]}
   * @param seed the only source of randomness
   */
  public Fits(Supplier<DMatrixRMaj> training, DMatrixRMaj validation, long seed) {
    encoding = training;
    this.validation = validation;
    this.seed = seed;
  }

  /** The validation points that choose what is open. */
  public DMatrixRMaj judges() {
    return validation;
  }

  /**
   * A fit to training points, where validation points choose what is open.
   *
   * @param method not a flow
   * @throws InputException if the points allow no such density
   */
  public FittedMethod of(Method method) {
    FittedMethod known = done.get(method);
    if (known != null) return known;
    long start = System.nanoTime();
    try {
      Baseline fit = fit(method, training(), validation, seed);
      FittedMethod fitted = new FittedMethod(fit, (System.nanoTime() - start) * 1e-9);
      done.put(method, fitted);
      return fitted;
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "no %s can be fitted: %s".formatted(Spelling.of(method), e.getMessage()), e);
    }
  }

  /** What fits are made to, {@code [n][dim]}; to be read only. */
  public DMatrixRMaj training() {
    DMatrixRMaj known = training;
    if (known == null) {
      known = encoding.get();
      training = known;
    }
    return known;
  }

  /** A fit of points, where others choose what is open. */
  static Baseline fit(Method method, DMatrixRMaj train, DMatrixRMaj validation, long seed) {
    return switch (method) {
      case GAUSSIAN -> FullGaussian.fit(train);
      case MIXTURE -> MixtureOfGaussians.fit(train, validation, seed);
      case KERNEL -> KernelDensity.fit(train, validation, seed);
      case FLOW -> throw new IllegalArgumentException("a flow is trained");
    };
  }
}
