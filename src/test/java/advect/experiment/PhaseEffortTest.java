package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.spec.ExperimentSpec;
import advect.file.FileException;
import advect.train.StopRequest;
import advect.train.TrainedFlow;
import advect.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phases with a batch and a solver of their own. */
class PhaseEffortTest {
  private static final String GROWING =
      "training.phases=[{iterations: 3, batch: 8, solver: {method: rk4, steps: 3}},"
          + " {objective: flow-matching, iterations: 2, batch: 10}, {iterations: 3}]";
  private static final int ITERATIONS = 8;

  @TempDir private Path dir;

  private ExperimentSpec spec(boolean table, String... settings) throws IOException {
    String yaml =
        """
        name: x
        data: %s
        field: {hidden: [6]}
        solver: {tolerance: 1e-3}
        training: {batch: 20, optimizer: adam, noise: 0.1, validation: {every: 100, size: 20}}
        evaluate: {samples: 20, grid: 4, check-points: 20}
        """
            .formatted(table ? "{table: '%s'}".formatted(table()) : "{toy: mixture-1d}");
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
  }

  private Path table() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b\n");
    for (int i = 0; i < 60; i++) {
      rows.append(random.nextGaussian()).append(',').append(random.nextGaussian()).append('\n');
    }
    return Files.writeString(dir.resolve("t.csv"), rows);
  }

  private TrainedFlow trained(ExperimentSpec spec) {
    return trained(spec, RunOptions.of(1), Progress.NONE);
  }

  private TrainedFlow trained(ExperimentSpec spec, RunOptions options, Progress progress) {
    try (Source source = Source.of(spec)) {
      return new TrainingPhase(
              spec, new Blueprint(spec, 1), options, progress, dir.resolve("checkpoint"))
          .run(source);
    }
  }

  /** There is one validation, at the end, so its solver chooses nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPhaseAloneIsATrainingOfItsBatchAndSolver(boolean table) throws IOException {
    ExperimentSpec phase =
        spec(table, "training.phases=[{iterations: 4, batch: 7, solver: {method: rk4, steps: 3}}]");
    ExperimentSpec plain =
        spec(table, "training.iterations=4", "training.batch=7", "solver={method: rk4, steps: 3}");
    assertThat(trained(phase).flow().parameters())
        .containsExactly(trained(plain).flow().parameters());
  }

  /** Three steps of rk4 are twelve evaluations; adaptive steps of dopri5 never are: 1 + 6 k. */
  @Test
  void eachPhaseHasItsOwnSolver() throws IOException {
    List<TrainingStep> steps = trained(spec(false, GROWING)).training().steps();
    assertThat(steps).hasSize(ITERATIONS);
    assertThat(steps.subList(0, 3)).allMatch(step -> step.loss().forwardEvaluations() == 12);
    assertThat(steps.subList(5, 8)).noneMatch(step -> step.loss().forwardEvaluations() == 12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTrainingThatStoppedAnywhereEndsWithTheSameBits(boolean table) throws IOException {
    ExperimentSpec spec = spec(table, GROWING);
    double[] whole = trained(spec).flow().parameters();
    for (int done = 1; done < ITERATIONS; done++) {
      stopAfter(done, spec);
      TrainedFlow resumed = trained(spec, resuming(), Progress.NONE);
      assertThat(resumed.flow().parameters()).as("after %d", done).containsExactly(whole);
      Files.delete(dir.resolve("checkpoint"));
    }
  }

  private static RunOptions resuming() {
    return new RunOptions(1, true, new StopRequest());
  }

  private void stopAfter(int iterations, ExperimentSpec spec) {
    StopRequest stop = new StopRequest();
    Progress progress =
        new Progress() {
          @Override
          public void phase(String what) {}

          @Override
          public void iteration(int done, int total, List<String> notes) {
            if (done == iterations) stop.request();
          }
        };
    assertThatThrownBy(() -> trained(spec, new RunOptions(1, false, stop), progress))
        .isInstanceOf(RunInterrupted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "batch: 8, batch: 9, first batch",
    "steps: 3, steps: 4, gradient",
    "batch: 10, batch: 11, first batch"
  })
  void anotherEffortIsAnotherTraining(String from, String to, String differs) throws IOException {
    stopAfter(2, spec(true, GROWING));
    ExperimentSpec other = spec(true, GROWING.replace(from, to));
    assertThatThrownBy(() -> trained(other, resuming(), Progress.NONE))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(differs);
  }
}
