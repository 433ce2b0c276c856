package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.baseline.Baseline;
import advect.baseline.FullGaussian;
import advect.baseline.KernelDensity;
import advect.baseline.MixtureOfGaussians;
import advect.data.table.SourceOptions;
import advect.data.table.TableSource;
import advect.experiment.ExperimentRun;
import advect.experiment.learned.Repetitions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitCommandTest {
  private static final String GEYSER = "experiments/data/old-faithful.csv";

  @TempDir private Path dir;

  private final StringWriter stdout = new StringWriter();
  private final StringWriter stderr = new StringWriter();

  private int advect(String... words) {
    return Main.commandLine(ExperimentRun::run)
        .setOut(new PrintWriter(stdout))
        .setErr(new PrintWriter(stderr))
        .execute(words);
  }

  private static DMatrixRMaj read(Path file) {
    try (TableSource source = TableSource.open(file.toString(), SourceOptions.ALL)) {
      return source.read().values();
    }
  }

  /**
   * Without transforms a run fits its baselines to the dequantized rows themselves, so the same
   * fits to the files have the figures of the run's results, to the round-off of a sum of 27
   * numbers.
   */
  @Test
  void anotherProgramHasThePointsThatBaselinesAreJudgedBy() throws IOException {
    Path results = dir.resolve("results");
    String[] training = {
      "train",
      "--data",
      GEYSER,
      "--out",
      results + "",
      "--threads",
      "1",
      "--no-pilot",
      "--set",
      "data.preprocessing.automatic=false",
      "--set",
      "training.iterations=2",
      "--set",
      "field.hidden=[4]",
      "--set",
      "evaluate.samples=40",
      "--seed",
      "3"
    };
    assertThat(advect(training)).as(stderr.toString()).isZero();
    Path parts = dir.resolve("new/parts");
    int code = advect("split", results.resolve("plan.yaml") + "", "--out", parts + "");
    assertThat(code).as(stderr.toString()).isZero();
    assertThat(stdout.toString())
        .contains(parts + ": 218 rows for training, 27 for validation, 27 for testing");

    DMatrixRMaj train = read(parts.resolve("train.npy"));
    DMatrixRMaj test = read(parts.resolve("test.npy"));
    JsonNode judged = new ObjectMapper().readTree(results.resolve("metrics.json").toFile());
    JsonNode expected = judged.get("table").get("baselines");
    DMatrixRMaj validation =
        without(read(parts.resolve("validation.npy")), read(parts.resolve("train-rows.npy")));
    List<Baseline> fits =
        List.of(
            FullGaussian.fit(train),
            MixtureOfGaussians.fit(train, validation, 3),
            KernelDensity.fit(train, validation, 3));
    for (int i = 0; i < fits.size(); i++) {
      double logp = Arrays.stream(fits.get(i).logDensity(test)).average().orElseThrow();
      assertThat(-logp).isCloseTo(expected.get(i).get("nll_dequantized").asDouble(), within(1e-12));
    }
  }

  /** Points of rows that are no repetitions, which choose nothing: in cells of 0.001 and 1. */
  private static DMatrixRMaj without(DMatrixRMaj points, DMatrixRMaj rows) {
    DMatrixRMaj rounded = points.copy();
    for (int i = 0; i < points.numRows; i++) {
      rounded.set(i, 0, Math.rint(points.get(i, 0) * 1000) / 1000);
      rounded.set(i, 1, Math.rint(points.get(i, 1)));
    }
    double[] kept =
        IntStream.of(new Repetitions(rows).fresh(rounded))
            .mapToObj(i -> DoubleStream.of(points.get(i, 0), points.get(i, 1)))
            .flatMapToDouble(row -> row)
            .toArray();
    return DMatrixRMaj.wrap(kept.length / 2, 2, kept);
  }

  @Test
  void rowsWithoutNoiseAndCellsAreForThoseWhoDequantizeThemselves() throws IOException {
    Path parts = dir.resolve("parts");
    assertThat(advect("split", "experiments/old-faithful.yaml", "--out", parts + "")).isZero();
    JsonNode columns = new ObjectMapper().readTree(parts.resolve("columns.json").toFile());
    assertThat(columns.get("names").toString()).isEqualTo("[\"eruptions\",\"waiting\"]");
    assertThat(columns.get("cells").toString()).isEqualTo("[0.001,1.0]");
    DMatrixRMaj rows = read(parts.resolve("train-rows.npy"));
    DMatrixRMaj points = read(parts.resolve("train.npy"));
    for (int i = 0; i < rows.numRows; i++) {
      assertThat(points.get(i, 1)).isNotEqualTo(rows.get(i, 1));
      assertThat(Math.rint(points.get(i, 1))).isEqualTo(rows.get(i, 1));
    }
  }

  @Test
  void whatHasNoRowsInMemoryIsRefused() throws IOException {
    String out = dir.resolve("parts").toString();
    assertThat(advect("split", "experiments/two-moons.yaml", "--out", out)).isEqualTo(2);
    assertThat(stderr.toString()).contains("data: is a toy, which has no rows to split");
    String[] tooLong = {
      "split", "experiments/old-faithful.yaml", "--out", out, "--set", "data.memory-cells=10"
    };
    assertThat(advect(tooLong)).isEqualTo(2);
    assertThat(stderr.toString()).contains("data.memory-cells: " + GEYSER + " has more cells");
    assertThat(dir.resolve("parts")).doesNotExist();
    Path inTheWay = Files.writeString(dir.resolve("file"), "");
    assertThat(advect("split", "experiments/old-faithful.yaml", "--out", inTheWay + ""))
        .isEqualTo(1);
    assertThat(stderr.toString()).contains(inTheWay + ": cannot be written");
  }
}
