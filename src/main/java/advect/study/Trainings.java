package advect.study;

import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.result.ResultsDirectory;
import advect.file.FileException;
import advect.file.TemporaryDirectory;
import advect.train.Checkpoint;
import advect.train.Checkpoints;
import advect.train.StopRequest;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The trainings of a study, each with a name of its own.
 *
 * <p>They are saved under their names in a hidden directory beside the results, now and then and
 * when they end. A study that goes on takes each of them up where it was, with the same bits, and
 * repeats none that was over.
 *
 * <p>Threads: safe to share.
 */
public final class Trainings {
  private final Optional<Path> directory;
  private final StopRequest stop;
  private double secondsBefore;

  private Trainings(Optional<Path> directory, StopRequest stop) {
    this.directory = directory;
    this.stop = stop;
  }

  /** From the beginning to the end, and saved nowhere. */
  public static Trainings unsaved() {
    return new Trainings(Optional.empty(), new StopRequest());
  }

  /**
   * Trainings that are saved beside results. If they are not to go on where an earlier run ended,
   * what that run saved is deleted.
   *
   * @param progress is told which of both it is
   */
  public static Trainings beside(ResultsDirectory results, RunOptions options, Progress progress) {
    Path directory = results.companion("checkpoints");
    Trainings trainings = new Trainings(Optional.of(directory), options.stop());
    boolean saved = Files.exists(directory);
    if (saved && options.resume()) {
      progress.phase("going on with the trainings in " + directory);
    } else if (saved) {
      progress.phase("beginning anew, which replaces the unfinished trainings in " + directory);
      trainings.forget(progress);
    } else if (options.resume()) {
      progress.phase("beginning anew, since there is no checkpoint in " + directory);
    }
    return trainings;
  }

  /**
   * What came of a training.
   *
   * @param seconds of wall-clock time, those before an interruption included
   */
  public record Trained<T>(T model, double seconds) {}

  /**
   * Trains, or goes on, or takes what was trained before.
   *
   * @param name of this training and no other, fit for a file; the same in every run of a study
   * @param iterations of the whole training
   * @param progress hears of the iterations
   * @param training tells the listener, and does as the control says
   * @throws RunInterrupted if the study was asked to stop
   * @throws FileException if the checkpoint cannot be used or written
   */
  public <T> Trained<T> run(
      String name,
      int iterations,
      Progress progress,
      BiFunction<TrainingListener, TrainingControl, T> training) {
    Timer timer = Timer.started();
    TrainingListener listener = new StudyProgress(progress, iterations);
    if (directory.isEmpty()) {
      return new Trained<>(training.apply(listener, TrainingControl.none()), timer.seconds());
    }
    Path file = directory.get().resolve(name + ".safetensors");
    Optional<Checkpoint> start =
        Files.exists(file) ? Optional.of(Checkpoint.read(file)) : Optional.empty();
    TrainingControl control = new TrainingControl(start, Optional.of(new Checkpoints(file)), stop);
    T model = training.apply(listener, control);
    if (stop.requested()) {
      throw new RunInterrupted(Checkpoint.read(file).iterations(), iterations, file);
    }
    double before = start.map(Checkpoint::seconds).orElse(0.0);
    addBefore(before);
    return new Trained<>(model, before + timer.seconds());
  }

  private synchronized void addBefore(double seconds) {
    secondsBefore += seconds;
  }

  /** Seconds of training that earlier runs saved to this one, as if one training at a time ran. */
  synchronized double secondsBefore() {
    return secondsBefore;
  }

  /** Deletes all that was saved. */
  void forget(Progress progress) {
    if (directory.isEmpty()) return;
    try {
      TemporaryDirectory.deleteTree(directory.get());
    } catch (IOException e) {
      progress.phase(directory.get() + " is of no more use and could not be deleted");
    }
  }
}
