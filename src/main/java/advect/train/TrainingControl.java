package advect.train;

import java.util.Optional;

/**
 * How a training is begun, saved and stopped. Saving changes no result, and a training that is
 * stopped and resumed ends with the same bits as one that never stopped.
 *
 * @param start where to go on; otherwise it begins anew
 * @param checkpoints where to save; otherwise nothing is saved
 * @param stop heeded after every iteration
 */
public record TrainingControl(
    Optional<Checkpoint> start, Optional<Checkpoints> checkpoints, StopRequest stop) {
  /** From the beginning to the end. */
  public static TrainingControl none() {
    return new TrainingControl(Optional.empty(), Optional.empty(), new StopRequest());
  }

  /** A copy that saves. */
  public TrainingControl withCheckpoints(Checkpoints value) {
    return new TrainingControl(start, Optional.of(value), stop);
  }

  /** A copy that goes on from a checkpoint. */
  public TrainingControl withStart(Checkpoint value) {
    return new TrainingControl(Optional.of(value), checkpoints, stop);
  }

  /** A copy that heeds another request. */
  public TrainingControl withStop(StopRequest value) {
    return new TrainingControl(start, checkpoints, value);
  }
}
