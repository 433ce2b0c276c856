package advect.experiment;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import advect.numeric.RandomKey;
import advect.train.TrainedFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trainings of a run, one after another: each has a checkpoint of its own until all are done,
 * so that a run that is resumed trains nothing twice.
 */
final class MemberTraining {
  private static final String CHECKPOINT = "checkpoint.safetensors";

  private final Progress progress;
  private final List<TrainingPhase> trainings;

  MemberTraining(ExperimentSpec spec, RunOptions options, Progress progress, ResultsDirectory out) {
    this.progress = progress;
    trainings =
        IntStream.range(0, spec.training().members())
            .mapToObj(k -> training(k, spec, options, progress, out))
            .toList();
  }

  private static TrainingPhase training(
      int k, ExperimentSpec spec, RunOptions options, Progress progress, ResultsDirectory out) {
    ExperimentSpec own = k == 0 ? spec : spec.withSeed(seed(spec.seed(), k));
    Blueprint blueprint = new Blueprint(own, options.threads());
    String name = k == 0 ? CHECKPOINT : "member-%d.%s".formatted(k + 1, CHECKPOINT);
    return new TrainingPhase(own, blueprint, options, progress, out.companion(name));
  }

  /** The first member is the flow that a run of one would train. */
  private static long seed(long seed, int member) {
    return RandomKey.mix(seed, member) >>> 1;
  }

  /**
   * Trains all.
   *
   * @throws RunInterrupted if it was asked to stop
   * @throws RunException if a training led nowhere
   */
  Members run(Source source) {
    List<TrainedFlow> trained = new ArrayList<>();
    for (TrainingPhase training : trainings) {
      if (trainings.size() > 1) {
        progress.phase("training member %d of %d".formatted(trained.size() + 1, trainings.size()));
      }
      trained.add(training.run(source));
    }
    return new Members(trained);
  }

  /** Deletes the checkpoints, which are of no more use. */
  void forget() {
    trainings.forEach(TrainingPhase::forget);
  }
}
