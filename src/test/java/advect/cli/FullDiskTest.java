package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import advect.SmallDisk;
import advect.experiment.result.ResultsDirectory;
import advect.field.layered.Mlp;
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

/** Whatever is written to a disk without room for it, the old file stays and nothing beside it. */
@Timeout(120)
class FullDiskTest {
  private static final String ADVICE =
      "; what was there before is unchanged; make room, get permission, or choose another place";
  private static final String FULL = ": cannot be written: No space left on device" + ADVICE;

  private static final List<String> ROWS =
      List.of("samples.csv", "samples.csv.gz", "samples.parquet", "scores.csv", "scores.parquet");

  @TempDir private Path roomy;
  @TempDir private Path base;
  private SmallDisk disk;

  @BeforeEach
  void aDisk() throws IOException {
    disk = new SmallDisk(base);
  }

  /**
   * Three hundred rows of two columns are 10 kB or more in any format. There is room for 4 kB when
   * each file that was there has taken as much, however short it is.
   */
  @Test
  void rows() throws Exception {
    Path csv = Tables.csv(roomy.resolve("rows.csv"), 300);
    Path model = roomy.resolve("m.safetensors");
    Tables.model(model, csv);
    for (String out : ROWS) Files.writeString(disk.before().resolve(out), "old");
    String size = 4 * (ROWS.size() + 1) + "k";
    assertThat(disk.run(size, written("rows", model.toString(), csv.toString()))).isZero();
    for (String out : ROWS) {
      assertThat(disk.said().lines())
          .filteredOn(line -> line.startsWith("advect: " + out + ": cannot be written: "))
          .singleElement()
          .asString()
          .contains("No space left on device", "make room, ");
      assertThat(disk.after().resolve(out)).hasContent("old");
    }
    assertThat(disk.left()).containsExactlyElementsOf(ROWS);
  }

  /** In that process: scores the rows and draws as many to files of every format in turn. */
  private static void rows(String model, String csv) {
    for (String out : ROWS) {
      String[] call =
          out.startsWith("scores")
              ? new String[] {"score", model, "--data", csv, "--out", out}
              : new String[] {"sample", model, "-n", "600", "--out", out};
      assertThat(Tables.commandLine().execute(call)).as(out).isEqualTo(1);
    }
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

  private static List<String> written(String... what) {
    return JavaProcess.command("128m", FullDiskTest.class.getName(), what);
  }

  /** A process that writes rows to tables, results of 2 MB to x, or a model of 40 kB to m. */
  public static void main(String[] args) {
    if (args[0].equals("rows")) {
      rows(args[1], args[2]);
      return;
    }
    if (args[0].equals("x")) {
      ResultsDirectory.at(Path.of("x"))
          .replace(stage -> Files.write(stage.resolve("flow.png"), new byte[1 << 21]));
      return;
    }
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(2, 64, 64), Standardization.identity(2), 1);
    ModelFile.write(Path.of(args[0]), new StoredModel(flow, List.of("a", "b"), Map.of(), Map.of()));
  }
}
