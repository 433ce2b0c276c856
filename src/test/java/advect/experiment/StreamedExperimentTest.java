package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.prepare.Encoded;
import advect.data.stream.StreamOptions;
import advect.experiment.result.Metrics;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.file.FileException;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.train.StopRequest;
import advect.train.objective.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is not to be read into memory, as if it were too long for it. */
class StreamedExperimentTest {
  private static final int ROWS = 400;
  private static final StreamOptions SMALL = new StreamOptions(20, 30, 50, 180);

  @TempDir private Path dir;

  /**
   * Distinct numbers, numbers rounded to whole ones, and a third column, without which every run
   * would check the mass of a density in the plane: most of its time, and no test looks at it.
   */
  private String table(double last) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < ROWS; i++) {
      double a = i == ROWS - 1 ? last : random.nextGaussian();
      long b = Math.round(5 * random.nextGaussian());
      rows.append("%s,%d,%s\n".formatted(a, b, random.nextGaussian()));
    }
    return Files.writeString(dir.resolve("t.csv"), rows).toString();
  }

  private ExperimentSpec spec(String table, String... settings) {
    String yaml =
        """
        name: x
        data: {table: '%s', memory-cells: 10}
        field: {hidden: [6]}
        training: {iterations: 12, batch: 32, validation: {every: 4, size: 20}}
        evaluate: {samples: 50, grid: 8, check-points: 10, solver: {tolerance: 1e-5}}
        """
            .formatted(table);
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
  }

  private TableData open(ExperimentSpec spec) {
    return TableData.open((DataSpec.TableSpec) spec.data(), spec.seed(), SMALL);
  }

  private static Set<Double> first(DMatrixRMaj rows) {
    Set<Double> values = new HashSet<>();
    for (int i = 0; i < rows.numRows; i++) values.add(rows.get(i, 0));
    return values;
  }

  @Test
  void whatIsTrainedOnIsNeitherValidatedNorTestedWith() throws IOException {
    try (TableData data = open(spec(table(7)))) {
      assertThat(data.trainRows()).isEqualTo(ROWS - 20 - 30);
      assertThat(data.train().numRows).isEqualTo(50);
      Set<Double> trained = new HashSet<>();
      Batches batches = data.batches(35);
      for (int i = 0; i < 10; i++) trained.addAll(first(batches.batch(i).x()));
      assertThat(trained).hasSize(ROWS - 20 - 30).containsAll(first(data.train()));
      assertThat(trained).doesNotContainAnyElementsOf(first(data.validation()));
      assertThat(trained).doesNotContainAnyElementsOf(first(data.test()));
    }
  }

  @Test
  void everyBatchHasNoiseOfItsOwnAndIsAFunctionOfItsNumber() throws IOException {
    try (TableData data = open(spec(table(7)))) {
      Set<Double> noisy = new HashSet<>();
      List<double[]> seen = new ArrayList<>();
      for (int i = 0; i < 20; i++) { // two epochs
        DMatrixRMaj batch = data.batches(35).batch(i).x();
        for (int row = 0; row < 35; row++) noisy.add(batch.get(row, 1));
        seen.add(batch.data);
      }
      // 700 values of a lattice with noise of 2^18 places: 245,000 pairs, at most a tenth of which
      // share a cell, agree 0.1 times on average; five times with probability 1e-7
      assertThat(noisy).hasSizeGreaterThan(695);
      assertThat(data.batches(35).batch(13).x().data).isEqualTo(seen.get(13));
    }
  }

  @Test
  void testRowsOfTheirOwnAreSampledIfTheyAreTooMany() throws IOException {
    String own = "SELECT c, b, a FROM '%s' WHERE a < 0".formatted(table(7));
    try (TableData data = open(spec(table(7), "data.test=\"" + own + "\""))) {
      assertThat(data.trainRows()).isEqualTo(ROWS - 20);
      assertThat(data.test().numRows).isEqualTo(30);
      assertThat(first(data.test())).allSatisfy(a -> assertThat(a).isNegative());
      Encoded test = data.encodedTest();
      assertThat(data.preprocessing().decode(test.points()).data).isEqualTo(data.test().data);
    }
  }

  @Test
  void tablesThatFitIntoMemoryAreReadAsEver() throws IOException {
    ExperimentSpec spec = spec(table(7), "data.memory-cells=1200");
    TableData data = open(spec);
    assertThat(data.disk()).isEmpty();
    assertThat(data.train().numRows).isEqualTo(320);
    assertThat(data.digest()).isEmpty();
  }

  @Test
  void aRunStoppedAndResumedEndsWithTheSameBits() throws IOException {
    ExperimentSpec spec = spec(table(7));
    double[] whole = parameters(run(spec, "whole", new RunOptions(1, false, new StopRequest())));
    StopRequest stop = new StopRequest();
    assertThatThrownBy(() -> run(spec, "part", new RunOptions(2, false, stop), after(5, stop)))
        .isInstanceOf(RunInterrupted.class);
    Path part = run(spec, "part", new RunOptions(2, true, new StopRequest()));
    assertThat(parameters(part)).isEqualTo(whole);
  }

  @Test
  void aCheckpointOfATableThatDiffersInOneCellIsRefused() throws IOException {
    StopRequest stop = new StopRequest();
    assertThatThrownBy(
            () -> run(spec(table(7)), "part", new RunOptions(1, false, stop), after(5, stop)))
        .isInstanceOf(RunInterrupted.class);
    RunOptions resume = new RunOptions(1, true, new StopRequest());
    ExperimentSpec changed = spec(table(7.5));
    assertThatThrownBy(() -> run(changed, "part", resume))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("training rows was");
  }

  @Test
  void resultsSayWhatWasSampled() throws IOException {
    Path out = dir.resolve("out");
    Metrics metrics =
        ExperimentRun.run(
            spec(table(7)), ResultsDirectory.at(out), RunOptions.of(1), Progress.NONE);
    Metrics.TableFigures table = Objects.requireNonNull(metrics.table());
    assertThat(table.trainRows()).isEqualTo(320);
    assertThat(table.baselines())
        .allSatisfy(
            b ->
                assertThat(b.notes().get(0))
                    .isEqualTo("saw a random sample of 320 of 320 rows for training"));
    assertThat(out).isDirectoryContaining(p -> p.endsWith("corner.png"));
    assertThat(Files.readString(out.resolve("metrics.json"))).contains("\"memory-cells\": 10");
  }

  private static Progress after(int iterations, StopRequest stop) {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void iteration(int done, int total, List<String> notes) {
        if (done == iterations) stop.request();
      }
    };
  }

  private Path run(ExperimentSpec spec, String name, RunOptions options) {
    return run(spec, name, options, Progress.NONE);
  }

  private Path run(ExperimentSpec spec, String name, RunOptions options, Progress progress) {
    Path out = dir.resolve(name);
    ExperimentRun.run(spec, ResultsDirectory.at(out), options, progress);
    return out;
  }

  private static double[] parameters(Path results) {
    StoredModel model = ModelFile.read(results.resolve("model.safetensors"));
    return model.flow().parameters();
  }
}
