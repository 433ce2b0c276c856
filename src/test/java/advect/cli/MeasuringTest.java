package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.bench.Workload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that measure this machine: bench, costs, info. */
class MeasuringTest {
  @TempDir private Path dir;

  private final StringWriter stdout = new StringWriter();
  private final StringWriter stderr = new StringWriter();

  @Test
  void aBenchmarkIsATableOnStdoutWithProgressOnStderr() {
    assertThat(bench("--size", "a100", "--threads", "1")).isEqualTo(0);
    assertThat(stderr.toString()).isEqualToIgnoringNewLines("bench: A100");
    assertThat(stdout.toString().lines().toList()).hasSize(5);
    assertThat(stdout.toString())
        .contains("float32")
        .contains("checkpointed gradient; 1 thread\n")
        .contains("size          loss  gradient norm  forward, ms  with gradient, ms")
        .containsPattern("\nA100     4\\.0379\\d+     13\\.610\\d+ .* %\n");
  }

  @Test
  void jsonIsAnObjectASize() throws IOException {
    assertThat(bench("--size", "A100", "--json", "--gradient", "continuous")).isEqualTo(0);
    assertThat(stdout.toString()).hasLineCount(1);
    JsonNode report = new ObjectMapper().readTree(stdout.toString());
    assertThat(report.fieldNames())
        .toIterable()
        .startsWith("size", "precision", "threads", "gradient", "loss", "gradient_norm");
    assertThat(report.get("gradient").asText()).isEqualTo("continuous");
    // a share of 1e-5, as the benchmark itself demands of float32
    assertThat(report.get("loss").asDouble()).isCloseTo(Workload.A100.loss(), within(4e-5));
    assertThat(report.get("peak_share").asDouble()).isPositive();
    assertThat(report.get("machine").get("cores").asInt()).isPositive();
  }

  @Test
  void aWrongWordIsAnsweredWithTheChoices() {
    assertThat(bench("--size", "A51")).isEqualTo(2);
    assertThat(stderr.toString())
        .contains("advect: --size is \"A51\"; the choices are A100, A512, A2048, B512, C1000, all")
        .contains("did you mean A512?")
        .contains("Try 'advect bench --help'.");
    assertThat(bench("--precision", "half")).isEqualTo(2);
    assertThat(stderr.toString()).contains("the choices are float32, float64");
    assertThat(bench("--gradient", "exact")).isEqualTo(2);
    assertThat(stderr.toString()).contains("the choices are checkpointed, continuous");
    assertThat(bench("--threads", "0")).isEqualTo(2);
    assertThat(bench("--repetitions", "0")).isEqualTo(2);
    assertThat(bench("--warm-up", "-1")).isEqualTo(2);
    assertThat(bench("A512")).isEqualTo(2);
    assertThat(stdout.toString()).isEmpty();
  }

  @Test
  void infoMeasuresBothPrecisions() throws IOException {
    assertThat(execute("info", "--json")).isEqualTo(0);
    JsonNode info = new ObjectMapper().readTree(stdout.toString());
    assertThat(info.get("float32").get("peak_gflops_per_core").asDouble()).isPositive();
    assertThat(info.get("float64").get("products").get(0).get("product_gflops").asDouble())
        .isPositive();
    assertThat(stderr.toString()).isEmpty();
  }

  @Test
  void costsRefuseAPlaceWithOtherFilesBeforeMeasuring() throws IOException {
    Files.writeString(dir.resolve("mine.txt"), "mine");
    assertThat(execute("costs", "--out", dir.toString())).isEqualTo(2);
    assertThat(stderr.toString())
        .contains("mine.txt, which is not a result and would be lost")
        .hasLineCount(1);
  }

  @Test
  void helpShowsExamples() {
    for (String command : new String[] {"bench", "costs", "info"}) {
      stdout.getBuffer().setLength(0);
      assertThat(execute(command, "--help")).isEqualTo(0);
      assertThat(stdout.toString()).contains("Examples:").contains("  advect " + command);
    }
  }

  private int bench(String... options) {
    List<String> args = new ArrayList<>(List.of("bench"));
    args.addAll(List.of(options));
    if (!args.contains("--repetitions")) args.add("--repetitions=1");
    if (!args.contains("--warm-up")) args.add("--warm-up=0");
    return execute(args.toArray(String[]::new));
  }

  private int execute(String... args) {
    Runner none =
        (spec, results, threads, progress) -> {
          throw new AssertionError("no experiment was asked for");
        };
    return Main.commandLine(none)
        .setOut(new PrintWriter(stdout, true))
        .setErr(new PrintWriter(stderr, true))
        .execute(args);
  }
}
