package advect.experiment;

import advect.baseline.Baseline;
import advect.baseline.FullGaussian;
import advect.baseline.KernelDensity;
import advect.baseline.MixtureOfGaussians;
import advect.experiment.spec.Method;
import advect.input.InputException;
import advect.input.Spelling;
import java.util.EnumMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Densities that are fitted to what a flow of the same source would learn; each once, when it is
 * first asked for.
 */
final class Fits {
  private final Source source;
  private final long seed;
  private final Map<Method, FittedMethod> done = new EnumMap<>(Method.class);

  Fits(Source source, long seed) {
    this.source = source;
    this.seed = seed;
  }

  /**
   * A fit to training points, where validation points choose what is open.
   *
   * @param method not a flow
   * @throws InputException if the points allow no such density
   */
  FittedMethod of(Method method) {
    FittedMethod known = done.get(method);
    if (known != null) return known;
    long start = System.nanoTime();
    try {
      Baseline fit = fit(method, training(), source.held().validation(), seed);
      FittedMethod fitted = new FittedMethod(fit, (System.nanoTime() - start) * 1e-9);
      done.put(method, fitted);
      return fitted;
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "no %s can be fitted: %s".formatted(Spelling.of(method), e.getMessage()), e);
    }
  }

  /** Of a table the encoded rows, of a toy as many points as a mixture takes. */
  private DMatrixRMaj training() {
    return source
        .table()
        .map(table -> table.encodedTraining().points())
        .orElseGet(() -> source.trainingPoints(MixtureOfGaussians.MOST_ROWS));
  }

  private static Baseline fit(
      Method method, DMatrixRMaj train, DMatrixRMaj validation, long seed) {
    return switch (method) {
      case GAUSSIAN -> FullGaussian.fit(train);
      case MIXTURE -> MixtureOfGaussians.fit(train, validation, seed);
      case KERNEL -> KernelDensity.fit(train, validation, seed);
      case FLOW -> throw new IllegalArgumentException("a flow is trained");
    };
  }
}
