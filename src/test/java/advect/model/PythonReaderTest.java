package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.field.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.Tableaux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model file means the same to another program: NumPy, reading nothing but the file. Runs where
 * {@code python3}, or what ADVECT_PYTHON names, has numpy and safetensors.
 */
class PythonReaderTest {
  private static final String PYTHON =
      Objects.requireNonNullElse(System.getenv("ADVECT_PYTHON"), "python3");

  @TempDir private Path dir;

  /**
   * Both integrate far below 1e-6: this side at tolerance 1e-10, that side by 400 steps of a
   * fourth-order method, whose error for fields of this size is about (1/400)⁴ = 4e-11.
   */
  @Test
  @Timeout(60)
  void numpyFindsTheSameLogDensities() throws Exception {
    assumeTrue(run("-c", "import numpy, safetensors") == 0, "needs numpy and safetensors");
    Standardization map = Standardization.of(new double[] {1, -2, 0}, new double[] {0.5, 3, 1});
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(3, 16, 8), map, 3);
    Path model = dir.resolve("model.safetensors");
    ModelFile.write(model, new StoredModel(flow, List.of("a", "b", "c"), Map.of(), Map.of()));
    Random random = new Random(2);
    DMatrixRMaj x = new DMatrixRMaj(20, 3);
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 3; j++) x.set(i, j, map.shift(j) + map.scale(j) * random.nextGaussian());
      csv.append("%s,%s,%s\n".formatted(x.get(i, 0), x.get(i, 1), x.get(i, 2)));
    }
    Path points = Files.writeString(dir.resolve("points.csv"), csv);
    String script = Path.of("experiments", "python", "score.py").toString();
    assertThat(run(script, model.toString(), points.toString())).isZero();
    double[] theirs =
        Files.readAllLines(dir.resolve("out")).stream().mapToDouble(Double::parseDouble).toArray();
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withPrecision(Precision.FLOAT64)
            .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10)));
    assertThat(theirs).containsExactly(flow.with(settings).logDensity(x), within(1e-6));
  }

  private int run(String... args) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(args));
    try {
      return new ProcessBuilder(command)
          .redirectOutput(dir.resolve("out").toFile())
          .redirectError(dir.resolve("err").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // no such program
    }
  }
}
