package advect.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import advect.experiment.ExperimentRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which transforms columns get from a call that does not ask for any. */
class TrainMarginsTest {
  private static final String DRAWN_IN = "the normal quantile of its rank";

  @TempDir private Path dir;

  /**
   * The 200 quantiles of a Cauchy distribution at (i + ½)/200, the greatest of which is 127. Rows
   * out there are far from the Gaussian that fits the others, so that a curve gains much more than
   * the 0.1 nats a row it takes.
   */
  @Test
  void longTailsAreDrawnInUnlessPlainMarginsAreAskedFor() throws IOException {
    String quantiles =
        IntStream.range(0, 200)
            .mapToObj(i -> Double.toString(Math.tan(Math.PI * ((i + 0.5) / 200 - 0.5))))
            .collect(joining("\n", "x\n", "\n"));
    Path csv = Files.writeString(dir.resolve("cauchy.csv"), quantiles);
    assertThat(metrics(csv, "a")).contains("\"margins\": \"auto\"", DRAWN_IN);
    assertThat(metrics(csv, "p", "--margins", "plain"))
        .contains("\"margins\": \"plain\"")
        .doesNotContain(DRAWN_IN);
  }

  /** Of two iterations. */
  private String metrics(Path csv, String name, String... more) throws IOException {
    Path out = dir.resolve(name);
    List<String> words = new ArrayList<>(List.of("train", "--data", csv.toString(), "--quick"));
    words.addAll(List.of("--out", out.toString(), "--set", "training.iterations=2"));
    words.addAll(List.of(more));
    CommandLine line = Main.commandLine(ExperimentRun::run);
    StringWriter said = new StringWriter();
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    assertThat(line.execute(words.toArray(String[]::new))).as("%s", said).isZero();
    return Files.readString(out.resolve("metrics.json"));
  }
}
