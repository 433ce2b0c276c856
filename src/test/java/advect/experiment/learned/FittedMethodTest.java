package advect.experiment.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.baseline.Baseline;
import advect.experiment.spec.Method;
import advect.flow.FlowDensity;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.parallel.Parallelism;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fit is the same density as a model as it is as a baseline. */
class FittedMethodTest {
  @TempDir private Path dir;

  /** Two groups, in units that are far apart. */
  private static DMatrixRMaj rows(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(n, 2);
    for (int i = 0; i < n; i++) {
      double group = i % 3 == 0 ? 4 : 0;
      x.set(i, 0, 1e3 * (group + random.nextGaussian()));
      x.set(i, 1, 1e-2 * (group - 0.3 * random.nextGaussian()));
    }
    return x;
  }

  /**
   * Both are sums of some hundred roundings of numbers of size 10; covariances go through another
   * Cholesky factor, whose condition of below 1e6 leaves ten digits.
   */
  @ParameterizedTest
  @EnumSource(value = Method.class, names = "FLOW", mode = EnumSource.Mode.EXCLUDE)
  void logDensitiesAreThoseOfTheBaseline(Method method) {
    Baseline fit = Fits.fit(method, rows(300, 1), rows(50, 2), 1);
    FlowDensity density = FittedMethod.density(fit, Parallelism.DEFAULT);
    DMatrixRMaj test = rows(40, 3);
    double[] expected = fit.logDensity(test);
    double[] found = density.logDensity(test);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-8));
    }
    assertThat(density.parameters()).isEmpty();
    assertThat(density.flow().transform().solves()).isZero();

    Path file = dir.resolve("m.safetensors");
    ModelFile.write(file, new StoredModel(density, List.of("a", "b"), Map.of(), Map.of()));
    assertThat(ModelFile.read(file).density().logDensity(test)).isEqualTo(found);
  }

  /**
   * Mean and deviation are those of the law of the rows: a variance of 1 + 16 · 2/9 = 2.13² in
   * units of 1e3. Five standard errors of a mean of 300 rows and of 4,000 draws are a false alarm
   * in 1e-6; a fifth of the deviation is more than as many of it, with the width of the kernels.
   */
  @ParameterizedTest
  @EnumSource(value = Method.class, names = "FLOW", mode = EnumSource.Mode.EXCLUDE)
  void drawsAreOfTheDensity(Method method) {
    Baseline fit = Fits.fit(method, rows(300, 1), rows(50, 2), 1);
    FlowDensity density = FittedMethod.density(fit, Parallelism.DEFAULT);
    DMatrixRMaj draws = density.sample(4000, 1);
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 4000; i++) {
      mean += draws.get(i, 0) / 4000;
      square += Math.pow(draws.get(i, 0), 2) / 4000;
    }
    double sd = Math.sqrt(square - mean * mean);
    assertThat(mean).isCloseTo(4e3 / 3, within(5 * 2.13e3 * Math.sqrt(1 / 300.0 + 1 / 4000.0)));
    assertThat(sd).isCloseTo(2.13e3, within(0.2 * 2.13e3));
  }
}
