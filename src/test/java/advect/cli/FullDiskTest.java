package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import advect.SmallDisk;
import advect.experiment.result.ResultsDirectory;
import advect.field.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.model.ModelFile;
import advect.model.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is written to a disk without room for it, the old file stays and nothing beside it. */
@Timeout(120)
class FullDiskTest {
  private static final String ADVICE =
      "; what was there before is unchanged; make room, get permission, or choose another place";
  private static final String FULL = ": cannot be written: No space left on device" + ADVICE;

  @TempDir private Path roomy;
  @TempDir private Path base;
  private SmallDisk disk;

  @BeforeEach
  void aDisk() throws IOException {
    disk = new SmallDisk(base);
  }

  /** Three hundred rows of two columns are 10 kB or more in any format, and 4 kB are taken. */
  @ParameterizedTest
  @CsvSource({
    "score,  t.csv",
    "score,  t.parquet",
    "sample, t.csv",
    "sample, t.parquet",
    "sample, t.csv.gz"
  })
  void rows(String command, String out) throws Exception {
    Path csv = Tables.csv(roomy.resolve("rows.csv"), 300);
    Path model = roomy.resolve("m.safetensors");
    Tables.model(model, csv);
    Files.writeString(disk.before().resolve(out), "old");
    List<String> rows =
        command.equals("score") ? List.of("--data", csv.toString()) : List.of("-n", "600");
    int code =
        disk.run(
            "8k",
            JavaProcess.command(
                "128m",
                Main.class.getName(),
                command,
                model.toString(),
                rows.get(0),
                rows.get(1),
                "--out",
                out));
    assertThat(disk.said()).contains("advect: " + out + ": cannot be written: ");
    assertThat(disk.said()).contains("No space left on device").contains("make room, ");
    assertThat(code).isEqualTo(1);
    assertThat(disk.left()).containsExactly(out);
    assertThat(disk.after().resolve(out)).hasContent("old");
  }

  /** The place is looked at before the work with a megabyte; pictures are more than that. */
  @Test
  @Tag("slow")
  void aWholeRun() throws Exception {
    Path experiment =
        Files.writeString(
            roomy.resolve("x.yaml"),
            """
            name: x
            data: {toy: two-moons}
            field: {hidden: [8]}
            training: {iterations: 1, batch: 8, validation: {size: 8}}
            evaluate: {samples: 8, check-points: 8, grid: 200, solver: {tolerance: 1e-3}}
            """);
    oldResults();
    int code =
        disk.run(
            "1100k",
            JavaProcess.command(
                "512m", Main.class.getName(), "run", experiment.toString(), "--out", "x"));
    assertThat(disk.said())
        .contains("advect: x: cannot be written: cannot write the picture ")
        .endsWith("No space left on device" + ADVICE + "\n");
    assertThat(code).isEqualTo(1);
    // Training was over and is not lost.
    assertThat(disk.left()).containsExactly(".x.checkpoint.safetensors", "x");
    assertThat(disk.after().resolve("x").resolve("metrics.json")).hasContent("old");
  }

  private void oldResults() throws IOException {
    Path old = Files.createDirectory(disk.before().resolve("x"));
    Files.writeString(old.resolve("metrics.json"), "old");
  }

  @Test
  void results() throws Exception {
    oldResults();
    assertThat(disk.run("1100k", written("x"))).isEqualTo(1);
    assertThat(disk.said()).contains("WriteException: x" + FULL);
    assertThat(disk.left()).containsExactly("x");
    assertThat(disk.after().resolve("x").resolve("metrics.json")).hasContent("old");
  }

  @Test
  void aModel() throws Exception {
    Files.writeString(disk.before().resolve("m"), "old");
    assertThat(disk.run("16k", written("m"))).isEqualTo(1);
    assertThat(disk.said()).contains("WriteException: m" + FULL);
    assertThat(disk.left()).containsExactly("m");
    assertThat(disk.after().resolve("m")).hasContent("old");
  }

  private static List<String> written(String what) {
    return JavaProcess.command("64m", FullDiskTest.class.getName(), what);
  }

  /** A process that writes results of 2 MB to x, or a model of 40 kB to m. */
  public static void main(String[] args) {
    if (args[0].equals("x")) {
      ResultsDirectory.at(Path.of("x"))
          .replace(stage -> Files.write(stage.resolve("flow.png"), new byte[1 << 21]));
      return;
    }
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(2, 64, 64), Standardization.identity(2), 1);
    ModelFile.write(Path.of(args[0]), new StoredModel(flow, List.of("a", "b"), Map.of(), Map.of()));
  }
}
