package advect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in the README compiles, runs and does what it says, on the class path of a project
 * that depends on Advect alone.
 */
class ReadmeTest {
  private static final Pattern NLL =
      Pattern.compile("NLL (\\d\\.\\d\\d) nats; the entropy is 2\\.39");

  /** NLL of the best Gaussian with full covariance, in nats: (2 + 2 log 2π + log det Σ) / 2. */
  private static final double GAUSSIAN = 3.29;

  @Test
  void theProgramCompilesAndLearns(@TempDir Path directory) throws Exception {
    String output = program().run(directory);
    Matcher nll = NLL.matcher(output);
    assertThat(nll.find()).as(output).isTrue();
    // Half a nat better than a Gaussian, and not below the entropy by more than 5 standard errors
    // of a mean of 1,000 points whose log density has deviation 0.75.
    assertThat(Double.parseDouble(nll.group(1)))
        .isBetween(2.39 - 5 * 0.75 / Math.sqrt(1000), GAUSSIAN - 0.5);
  }

  @Test
  void theProgramIsShort() throws IOException {
    assertThat(program().lines()).isLessThanOrEqualTo(15);
  }

  private static PageProgram program() throws IOException {
    return PageProgram.of(Path.of("README.md")).get(0);
  }
}
