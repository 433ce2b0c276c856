package advect.study;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentFile;
import advect.file.FileException;
import advect.safetensors.Safetensors;
import advect.study.catalogue.Studies;
import advect.train.Checkpoint;
import advect.train.StopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that are stopped in their second training, and go on, end as if they had not been. */
class ResumedStudiesTest {
  private static final String SPIRALS =
      """
      study: spirals
      series: 12
      observed: [30]
      iterations: 8
      rnn-iterations: 9
      batch: 6
      latent: 2
      hidden: 4
      """;
  private static final String ENERGY =
      """
      study: energy
      sizes: [1]
      batch: 16
      planar: {iterations: 20, restarts: 2}
      radial: {iterations: 20}
      cnf: {iterations: 10}
      """;
  private static final String OVER_TIME =
      """
      study: flow-over-time
      toys: [two-moons]
      layers: 2
      field: {hidden: [4]}
      batch: 16
      planar: {iterations: 12}
      cnf: {iterations: 10}
      """;
  private static final String FLIP =
      """
      study: anode-flip
      hidden: [4]
      epochs: 9
      """;
  private static final String SPHERES =
      """
      study: anode-spheres
      dims: [1]
      hidden: [4]
      epochs: 1
      runs: 2
      """;
  private static final String AUTOENCODER =
      """
      study: autoencoder
      table: TABLE
      latent: 2
      hidden: [8]
      layers: [2]
      units: 2
      training: {iterations: 20, every: 8, batch: 16, draws: 5}
      """;

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {SPIRALS, ENERGY, OVER_TIME, FLIP, SPHERES, AUTOENCODER})
  void aStudyThatGoesOnHasTheBitsOfOneThatWasNotStopped(String yaml) throws IOException {
    Study study = study(yaml);
    Findings whole = run(study, "whole", false);
    stopInTheSecondTraining(study, 1);
    List<Integer> saved = saved("part").values().stream().map(Checkpoint::iterations).toList();
    List<Integer> full = saved("part").keySet().stream().map(k -> iterations("whole", k)).toList();
    assertThat(saved).hasSize(2).isNotEqualTo(full).containsAnyElementsOf(full);
    assertThat(run(study, "part", true).test()).isEqualTo(whole.test()).isNotEmpty();
    assertThat(parameters("part")).isEqualTo(parameters("whole")).hasSizeGreaterThan(1);
  }

  @Test
  void savingChangesNoBit() throws IOException {
    Study study = study(SPIRALS);
    assertThat(run(study, "whole", false).test()).isEqualTo(study.run(2, Progress.NONE).test());
  }

  /** The first is over when the request comes, and the third may have begun. */
  @Test
  void trainingsSideBySideAreAllSaved() throws IOException {
    Study study = study(FLIP + "runs: 4\n");
    Map<String, Double> whole = study.run(2, Progress.NONE).test();
    stopInTheSecondTraining(study, 2);
    assertThat(saved("part")).hasSizeBetween(2, 3);
    assertThat(run(study, "part", true).test()).isEqualTo(whole);
  }

  @Test
  void aTrainingThatWasOverIsNotRepeatedAndItsTimeCounts() throws IOException {
    Study study = study(SPIRALS);
    Findings whole = run(study, "whole", false);
    List<Integer> iterations = new ArrayList<>();
    Trainings resumed = trainings("whole", true, new StopRequest());
    Findings again = study.run(1, resumed, onIteration(iterations::add));
    assertThat(iterations).isEmpty();
    assertThat(again.test()).isEqualTo(whole.test());
    double before = 0;
    for (String training : List.of("latent_ode_30", "rnn_30")) {
      Checkpoint over = requireNonNull(saved("whole").get(training + ".safetensors"));
      double seconds = requireNonNull(again.time().get(training));
      assertThat(seconds).isGreaterThanOrEqualTo(over.seconds());
      before += seconds;
    }
    assertThat(resumed.secondsBefore()).isPositive().isLessThanOrEqualTo(before);
  }

  @Test
  void aCheckpointOfAnotherSeedIsRefused() throws IOException {
    stopInTheSecondTraining(study(FLIP), 1);
    assertThatThrownBy(() -> run(study(FLIP + "seed: 2\n"), "part", true))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("plain-0.safetensors: is the checkpoint of another training")
        .hasMessageContaining("first parameters was");
  }

  /** What an earlier run with another seed has saved is in nobody's way. */
  @Test
  void aStudyThatBeginsAnewForgetsWhatWasSaved() throws IOException {
    stopInTheSecondTraining(study(FLIP), 1);
    Study other = study(FLIP + "seed: 2\n");
    assertThat(run(other, "part", false).test()).isEqualTo(other.run(1, Progress.NONE).test());
    assertThat(run(other, "part", true).test()).isEqualTo(other.run(1, Progress.NONE).test());
  }

  @Test
  void nothingIsLeftBesideTheResultsOnceTheyAreInPlace() throws IOException {
    Study study = study(FLIP);
    stopInTheSecondTraining(study, 1);
    ResultsDirectory results = ResultsDirectory.at(dir.resolve("part"));
    List<String> phases = new ArrayList<>();
    RunOptions resume = new RunOptions(1, true, new StopRequest());
    assertThat(StudyRun.run(study, results, resume, onPhase(phases::add)).measured().test())
        .isEqualTo(study.run(1, Progress.NONE).test());
    assertThat(phases.get(0)).startsWith("going on with the trainings in ").contains(".part.");
    assertThat(dir).isDirectoryNotContaining("glob:**/.part*");
  }

  private Study study(String yaml) throws IOException {
    Path table = dir.resolve("digits.csv");
    if (yaml.contains("TABLE")) Files.writeString(table, digits());
    String text = "name: tiny\n" + yaml.replace("TABLE", "'" + table + "'");
    return Studies.of(ExperimentFile.parse(text, "test", List.of()));
  }

  private static String digits() {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 60; row++) {
      for (int pixel = 0; pixel < 64; pixel++) lines.append(random.nextInt(17)).append(',');
      lines.append(row % 10).append('\n');
    }
    return lines.toString();
  }

  private Trainings trainings(String name, boolean resume, StopRequest stop) {
    return Trainings.beside(
        ResultsDirectory.at(dir.resolve(name)), new RunOptions(2, resume, stop), Progress.NONE);
  }

  private Findings run(Study study, String name, boolean resume) {
    return study.run(2, trainings(name, resume, new StopRequest()), Progress.NONE);
  }

  /** The first training is saved when it is over; the request comes a few iterations later. */
  private void stopInTheSecondTraining(Study study, int threads) throws IOException {
    StopRequest stop = new StopRequest();
    List<Integer> since = new ArrayList<>();
    Progress stopping =
        onIteration(
            done -> {
              if (Files.exists(checkpoints("part"))) since.add(done);
              if (since.size() == 4) stop.request();
            });
    assertThatThrownBy(() -> study.run(threads, trainings("part", false, stop), stopping))
        .isInstanceOf(RunInterrupted.class)
        .hasMessageMatching(
            "stopped after iteration \\d+ of \\d+, saved in .*/\\.part\\.checkpoints/[a-z0-9_-]+"
                + "\\.safetensors; the same call with --resume goes on");
  }

  private Path checkpoints(String name) {
    return dir.resolve(".%s.checkpoints".formatted(name));
  }

  private Map<String, Checkpoint> saved(String name) {
    Map<String, Checkpoint> saved = new TreeMap<>();
    for (Path file : files(name)) saved.put(file.getFileName().toString(), Checkpoint.read(file));
    return saved;
  }

  private int iterations(String name, String training) {
    return Checkpoint.read(checkpoints(name).resolve(training)).iterations();
  }

  private Map<String, List<Double>> parameters(String name) {
    Map<String, List<Double>> parameters = new TreeMap<>();
    for (Path file : files(name)) {
      Safetensors contents = Safetensors.read(file);
      List<Double> numbers = new ArrayList<>();
      for (String part : List.of("theta", "best_theta")) {
        for (double value : contents.tensor(part).doubles()) numbers.add(value);
      }
      parameters.put(file.getFileName().toString(), numbers);
    }
    return parameters;
  }

  private List<Path> files(String name) {
    try (Stream<Path> files = Files.list(checkpoints(name))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Progress onIteration(IntConsumer heard) {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void iteration(int done, int total, List<String> notes) {
        heard.accept(done);
      }
    };
  }

  private static Progress onPhase(Consumer<String> heard) {
    return new Progress() {
      @Override
      public void phase(String what) {
        heard.accept(what);
      }

      @Override
      public void iteration(int done, int total, List<String> notes) {}
    };
  }
}
