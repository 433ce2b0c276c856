package advect.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final List<String> NOTES = List.of("NLL 2.5000", "NFE 30");

  private final StringWriter text = new StringWriter();
  private final PrintWriter err = new PrintWriter(text);

  /** One iteration takes 2 s of this clock, so 20 - n iterations take 2 (20 - n) s. */
  @Test
  void logsGetTenLinesWithTheTimeLeft() {
    long[] now = {0};
    ProgressInLines lines = new ProgressInLines(err, "x", () -> now[0]);
    for (int i = 1; i <= 20; i++) {
      now[0] = i * 2_000_000_000L;
      lines.iteration(i, 20, NOTES);
    }
    assertThat(text.toString().lines())
        .hasSize(10)
        .contains("x: 2 of 20, NLL 2.5000, NFE 30, 36 s left");
  }

  @Test
  void fewIterationsGetALineEach() {
    ProgressInLines lines = new ProgressInLines(err, "x", () -> 0);
    for (int i = 1; i <= 3; i++) lines.iteration(i, 3, NOTES);
    assertThat(text.toString().lines()).hasSize(3);
  }

  @Test
  void theBarEndsFullAndOnItsOwnLine() {
    try (ProgressInBar bar = new ProgressInBar(err, "two-moons")) {
      for (int i = 1; i <= 100; i++) bar.iteration(i, 100, NOTES);
      bar.phase("evaluating");
    }
    String shown = text.toString();
    assertThat(shown)
        .contains("two-moons 100% ████████████████████ 100/100  NLL 2.5000  NFE 30  0:00 left\n")
        .endsWith("two-moons: evaluating\n");
  }

  /** Rows come in blocks: 4 s for the first half. */
  @Test
  void blocksOfRowsAreStepsWithoutNotes() {
    long[] now = {0};
    ProgressInLines lines = new ProgressInLines(err, "score", () -> now[0]);
    lines.step(0, 100, List.of());
    now[0] = 4_000_000_000L;
    lines.step(50, 100, List.of());
    lines.step(55, 100, List.of());
    assertThat(text.toString().lines()).containsExactly("score: 50 of 100, 4 s left");
    try (ProgressInBar bar = new ProgressInBar(err, "score")) {
      bar.step(0, 100, List.of());
      bar.step(100, 100, List.of());
    }
    assertThat(text.toString()).contains("score 100% ████████████████████ 100/100  0:00 left\n");
  }
}
