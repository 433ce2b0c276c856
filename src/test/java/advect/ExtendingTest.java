package advect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/extending.md compile, run and say what is right. */
class ExtendingTest {
  private static final Path PAGE = Path.of("docs", "extending.md");

  /** More would not be read. */
  private static final int MOST_LINES = 60;

  @TempDir private Path directory;

  /** Each has a test below. */
  @Test
  void thePageHasThesePrograms() throws IOException {
    assertThat(PageProgram.of(PAGE))
        .allMatch(program -> program.lines() <= MOST_LINES)
        .extracting(PageProgram::name)
        .containsExactly(
            "SineField",
            "LaplaceBase",
            "SinhArcsinh",
            "RunningCosts",
            "ScoreMatching",
            "HeavyBall",
            "Ralston",
            "Budget");
  }

  /** Some ten steps whose errors are at most the default tolerance, 1e-5. */
  @Test
  void field() throws Exception {
    expect("SineField", "7 derivatives hold; log density off by #", 1e-4);
  }

  /**
   * log p is linear there, so differences are off by rounding / 2e-5. Adam ends within its last
   * steps of 1e-2 · cosine; a rate of about 2 that is off by δ is an NLL that is off by (δ/2)²/2.
   */
  @Test
  void base() throws Exception {
    expect(
        "LaplaceBase",
        "score off by #; rate off by #; NLL off by #; same bits from the file: true",
        1e-9,
        1e-2,
        2e-5);
  }

  /**
   * Central differences of step 1e-5: h² times third derivatives below 1e2, and rounding / 2e-5.
   */
  @Test
  void transform() throws Exception {
    expect(
        "SinhArcsinh",
        "gradient off by #; log determinant off by #; round trip off by #; same bits from the file: true",
        1e-8,
        1e-8,
        1e-14);
  }

  /** Both losses take the same steps, at a tolerance of 1e-9. */
  @Test
  void runningCost() throws Exception {
    expect("RunningCosts", "costs off by #", 1e-9);
  }

  /** The last phase sees all rows, so only Adam's last steps are left, which shrink to 0. */
  @Test
  void objective() throws Exception {
    expect("ScoreMatching", "1200 iterations; mean and variance off by #", 1e-3);
  }

  /** Twenty steps of numbers up to 1, each rounded a few times. */
  @Test
  void optimizer() throws Exception {
    expect("HeavyBall", "step 20 off by #", 1e-14);
  }

  /** The order is off by O(h) = O(1/200); an order of 1 or 3 by 1. Tolerances are 1e-5 and 1e-6. */
  @Test
  void solver() throws Exception {
    expect("Ralston", "order off by #; log densities differ from dopri5's by #", 0.1, 1e-4);
  }

  @Test
  void callback() throws Exception {
    expect("Budget", "INTERRUPTED after # evaluations, in time: true", 1100);
  }

  /**
   * Runs a program that must print a sentence with numbers.
   *
   * @param sentence with # for each number
   * @param most how large each may be
   */
  private void expect(String name, String sentence, double... most) throws Exception {
    List<PageProgram> programs =
        PageProgram.of(PAGE).stream().filter(program -> program.name().equals(name)).toList();
    assertThat(programs).hasSize(1);
    String printed = programs.get(0).run(directory).strip();
    Matcher matcher =
        Pattern.compile("\\Q" + sentence.replace("#", "\\E([\\d.E-]+)\\Q") + "\\E")
            .matcher(printed);
    assertThat(matcher.matches()).as(printed).isTrue();
    assertThat(matcher.groupCount()).isEqualTo(most.length);
    assertThat(IntStream.range(0, most.length))
        .as(printed)
        .allMatch(i -> Double.parseDouble(matcher.group(i + 1)) <= most[i]);
  }
}
