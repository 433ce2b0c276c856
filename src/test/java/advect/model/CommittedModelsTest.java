package advect.model;

import static org.assertj.core.api.Assertions.assertThat;

import advect.flow.Density;
import advect.flow.FlowPoints;
import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model in results: how far log p of its own draws is from that of a solve in float64 at
 * tolerance 1e-11, and what error bars say of it. Prints the table of docs/decisions/rows.md.
 */
@Tag("slow")
class CommittedModelsTest {
  private static final List<Double> TOLERANCES = List.of(1e-3, 1e-4, 1e-5, 1e-6, 1e-7);

  /** Tolerances at which a bound on the error is promised. */
  private static final double COARSEST_PROMISED = 1e-5;

  static List<Path> models() throws IOException {
    try (Stream<Path> directories = Files.list(Path.of("results"))) {
      return directories
          .map(directory -> directory.resolve("model.safetensors"))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }

  private static FlowSettings settings(double tolerance) {
    return FlowSettings.DEFAULT.withSolver(
        new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void errorsFollowTheToleranceAndBarsCoverThem(Path file) {
    Density density = TableModel.read(file).density();
    int rows = density.dim() > 8 ? 256 : 2048;
    DMatrixRMaj x = density.with(settings(1e-7).withPrecision(Precision.FLOAT64)).sample(rows, 7);
    double[] exact =
        density
            .with(
                settings(1e-11)
                    .withSolver(new RungeKutta(Tableaux.DOPRI8, Steps.adaptive(1e-11)))
                    .withPrecision(Precision.FLOAT64))
            .logDensity(x);
    for (double tolerance : TOLERANCES) {
      FlowPoints found = density.with(settings(tolerance)).logDensityWithError(x);
      double[] errors = new double[rows];
      int covered = 0;
      for (int i = 0; i < rows; i++) {
        errors[i] = Math.abs(found.logDensity()[i] - exact[i]);
        if (errors[i] <= found.logDensityError()[i]) covered++;
      }
      Arrays.sort(errors);
      double[] bars = found.logDensityError().clone();
      Arrays.sort(bars);
      double p99 = errors[(int) (0.99 * rows)];
      double most = errors[rows - 1];
      double ratio = bars[rows / 2] / errors[rows / 2];
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0e | %.1f | %.1e | %.1e | %.1e | %.1f | %.1f |%n",
          file.getName(1),
          tolerance,
          found.meanEvaluations(),
          errors[rows / 2],
          p99,
          most,
          100.0 * covered / rows,
          ratio);
      String as = "%s at %s".formatted(file, tolerance);
      assertThat((double) covered / rows).as(as).isGreaterThanOrEqualTo(0.95);
      assertThat(ratio).as(as).isLessThanOrEqualTo(10);
      if (tolerance > COARSEST_PROMISED) continue;
      assertThat(p99).as(as).isLessThanOrEqualTo(50 * tolerance);
      assertThat(most).as(as).isLessThanOrEqualTo(500 * tolerance);
    }
  }
}
