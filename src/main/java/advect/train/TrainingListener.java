package advect.train;

/** Hears of training as it happens. */
public interface TrainingListener {
  /** Ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A phase begins, or goes on from a checkpoint.
   *
   * @param phase counted from 0
   */
  default void began(int phase) {}

  /** An iteration is over. */
  default void stepped(TrainingStep step) {}

  /** A validation is over. */
  default void validated(Validation validation) {}
}
