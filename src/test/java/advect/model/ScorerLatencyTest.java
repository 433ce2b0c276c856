package advect.model;

import static org.assertj.core.api.Assertions.assertThat;

import advect.flow.Density;
import advect.flow.FlowPoints;
import advect.flow.Scorer;
import advect.parallel.Parallelism;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long one warm row takes in a session, in milliseconds; prints the lines of docs/scores.md. It
 * checks that the row's bits are those of the row among all others, and no time.
 */
@Tag("slow")
class ScorerLatencyTest {
  private static final int ROWS = 500;

  @ParameterizedTest
  @ValueSource(strings = {"two-moons", "power-plant", "miniboone"})
  void oneRow(String name) {
    Density density =
        TableModel.read(Path.of("results", name, "model.safetensors"))
            .density()
            .withParallelism(new Parallelism(64, 1));
    DMatrixRMaj rows = density.sample(ROWS, 1);
    double[] together = density.logDensity(rows);
    double[] millis = new double[ROWS];
    double evaluations = 0;
    try (Scorer scorer = density.scorer()) {
      for (int warm = 0; warm < 3; warm++) {
        evaluations = 0;
        for (int i = 0; i < ROWS; i++) {
          DMatrixRMaj row = CommonOps_DDRM.extractRow(rows, i, null);
          long start = System.nanoTime();
          FlowPoints found = scorer.score(row);
          millis[i] = (System.nanoTime() - start) * 1e-6;
          evaluations += found.report(0).evaluations();
          assertThat(found.logDensity()[0]).isEqualTo(together[i]);
        }
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.2f | %.2f | %.2f |%n",
        name,
        density.dim(),
        evaluations / ROWS,
        millis[ROWS / 2],
        millis[ROWS * 9 / 10],
        millis[ROWS * 99 / 100]);
  }
}
