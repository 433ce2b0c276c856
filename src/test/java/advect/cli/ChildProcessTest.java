package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.JavaProcess;
import advect.experiment.result.StudyMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as the system sees it: exit codes, streams, and an end from outside. */
@Timeout(60)
class ChildProcessTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path dir;
  @TempDir private Path logs;

  @BeforeEach
  void anExperiment() throws IOException {
    Files.writeString(
        dir.resolve("x.yaml"),
        """
        name: x
        data: {toy: two-moons}
        field: {hidden: [8]}
        training: {iterations: 1, batch: 8, validation: {size: 8}}
        evaluate: {samples: 8, check-points: 8, grid: 200, solver: {tolerance: 1e-3}}
        """);
  }

  @Test
  void aMistakeEndsWithCodeTwoAndASentenceOnStderr() throws Exception {
    Process process = start(List.of(), "run", "y.yaml");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(logs.resolve("out")).isEmptyFile();
    assertThat(logs.resolve("err")).hasContent("advect: y.yaml: no such file");
  }

  /** A limit on the size of files stands for a disk without room; it is met before training. */
  @Test
  void aDiskWithoutRoomIsNoticedBeforeTheWork() throws Exception {
    assumeTrue(Files.exists(SHELL), "limits are set by a shell");
    Process process =
        start(List.of(SHELL.toString(), "-c", "ulimit -f 8; exec \"$@\"", "sh"), "run", "x.yaml");
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(logs.resolve("err"))
        .hasContent(
            "advect: results/x: cannot be written: File too large; what was there before is"
                + " unchanged; make room, get permission, or choose another place");
    assertThat(files()).containsExactly("x.yaml");
  }

  @Test
  void anEndFromOutsideLeavesNothingBehind() throws Exception {
    Process process = start(List.of(), "run", "x.yaml", "--out", "x");
    while (noResultsYet() && process.isAlive()) Thread.sleep(5);
    assertThat(process.isAlive()).as("still writing its results").isTrue();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    // Training was over and is not lost.
    assertThat(files()).containsExactly(".x.checkpoint.safetensors", "x.yaml");
  }

  /** SIGTERM and Ctrl-C are the same to a JVM. */
  @Test
  @Timeout(180)
  void trainingThatIsStoppedIsSavedAndGoesOn() throws Exception {
    String[] call = {
      "run",
      "x.yaml",
      "--out=x",
      "--set=training.iterations=400",
      "--set=data.toy=mixture-1d",
      "--set=evaluate.grid=8"
    };
    Process process = start(List.of(), call);
    awaitLine(process, "40 of 400");
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143); // 128 + SIGTERM
    String said = Files.readString(logs.resolve("err"));
    assertThat(said)
        .containsPattern("advect: stopped after iteration \\d+ of 400, saved in .*x\\.checkpoint")
        .endsWith("the same call with --resume goes on\n");
    assertThat(files()).containsExactly(".x.checkpoint.safetensors", "x.yaml");

    String[] other = {"run", "x.yaml", "--out", "x", "--resume", "--set", "seed=2"};
    assertThat(start(List.of(), other).waitFor()).isEqualTo(2);
    assertThat(logs.resolve("err")).content().contains("is the checkpoint of another training");

    String[] resumed = Arrays.copyOf(call, call.length + 1);
    resumed[call.length] = "--resume";
    assertThat(start(List.of(), resumed).waitFor()).isZero();
    assertThat(logs.resolve("err")).content().containsPattern("going on after iteration \\d+ of");
    assertThat(files()).containsExactly("x", "x.yaml");
    byte[] model = Files.readAllBytes(dir.resolve("x").resolve("model.safetensors"));
    assertThat(start(List.of(), resumed).waitFor()).isZero();
    assertThat(logs.resolve("err")).content().contains("since there is no checkpoint");
    assertThat(dir.resolve("x").resolve("model.safetensors")).hasBinaryContent(model);
  }

  /** Once by SIGTERM and once by SIGKILL, which leaves what was saved before. */
  @Test
  @Timeout(180)
  void aStudyThatIsStoppedAndKilledEndsWithTheSameBits() throws Exception {
    Files.delete(dir.resolve("x.yaml"));
    Files.writeString(
        dir.resolve("s.yaml"),
        """
        {name: s, study: spirals, series: 12, observed: [30], iterations: 5, batch: 6,
         rnn-iterations: 1000, latent: 2, hidden: 4}
        """);
    Process process = start(List.of(), "run", "s.yaml", "--out=s", "--threads=1");
    awaitLine(process, "s: 100 of 1000");
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(logs.resolve("err"))
        .content()
        .containsPattern("advect: stopped after iteration \\d+ of 1000, saved in .*rnn_30")
        .endsWith("the same call with --resume goes on\n");
    assertThat(files()).containsExactly(".s.checkpoints", "s.yaml");

    String[] resumed = {"run", "s.yaml", "--out=s", "--threads=1", "--resume"};
    process = start(List.of(), resumed);
    awaitLine(process, "s: 500 of 1000");
    process.destroyForcibly().waitFor();
    assertThat(files()).containsExactly(".s.checkpoints", "s.yaml");

    assertThat(start(List.of(), resumed).waitFor()).isZero();
    assertThat(logs.resolve("err"))
        .content()
        .contains("s: going on with the trainings in ")
        .doesNotContain("of 5, loss"); // the latent ODE was over
    assertThat(files()).containsExactly("s", "s.yaml");
    assertThat(start(List.of(), "run", "s.yaml", "--out=whole", "--threads=1").waitFor()).isZero();
    assertThat(figures("s")).isEqualTo(figures("whole")).isNotEmpty();
  }

  private boolean noResultsYet() throws IOException {
    return files().stream().noneMatch(name -> name.startsWith(".x.partial"));
  }

  private void awaitLine(Process process, String line) throws Exception {
    while (!Files.readString(logs.resolve("err")).contains(line) && process.isAlive()) {
      Thread.sleep(5);
    }
  }

  private Map<String, Double> figures(String results) {
    return StudyMetrics.read(dir.resolve(results).resolve("metrics.json")).measured().test();
  }

  private Process start(List<String> before, String... args) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(JavaProcess.command("512m", Main.class.getName(), args));
    return new ProcessBuilder(command)
        .directory(dir.toFile())
        .redirectOutput(logs.resolve("out").toFile())
        .redirectError(logs.resolve("err").toFile())
        .start();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
