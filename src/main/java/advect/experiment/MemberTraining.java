package advect.experiment;

import advect.experiment.learned.Members;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import advect.numeric.RandomKey;
import advect.train.TrainedFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trainings of a run, one after another: each has a checkpoint of its own until all are done,
 * so that a run that is resumed trains nothing twice.
 */
final class MemberTraining {
  private static final String CHECKPOINT = "checkpoint.safetensors";

  private static final String MEMBER = "member-";

  private final Progress progress;
  private final Path others;
  private final List<TrainingPhase> trainings;

  MemberTraining(ExperimentSpec spec, RunOptions options, Progress progress, ResultsDirectory out) {
    this.progress = progress;
    others = out.companion(MEMBER);
    if (!options.resume()) forgetOthers();
    trainings =
        IntStream.range(0, spec.training().members())
            .mapToObj(k -> training(k, spec, options, progress, out))
            .toList();
  }

  private static TrainingPhase training(
      int k, ExperimentSpec spec, RunOptions options, Progress progress, ResultsDirectory out) {
    ExperimentSpec own = k == 0 ? spec : spec.withSeed(seed(spec.seed(), k));
    Blueprint blueprint = new Blueprint(own, options.threads(), spec.seed());
    Path checkpoint = out.companion(k == 0 ? CHECKPOINT : MEMBER + (k + 1) + "." + CHECKPOINT);
    boolean begun = k == 0 || Files.exists(checkpoint);
    RunOptions how = begun ? options : options.withoutResume();
    return new TrainingPhase(own, blueprint, how, progress, checkpoint);
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
    forgetOthers();
  }

  /** Those of members that another call had and this one has not, too. */
  private void forgetOthers() {
    String prefix = String.valueOf(others.getFileName());
    Path directory = others.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) return;
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.filter(f -> isOf(prefix, f)).toList()) Files.deleteIfExists(file);
    } catch (IOException e) {
      progress.phase(others + "*." + CHECKPOINT + ": of no more use and could not be deleted");
    }
  }

  private static boolean isOf(String prefix, Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(prefix) && name.endsWith("." + CHECKPOINT);
  }
}
