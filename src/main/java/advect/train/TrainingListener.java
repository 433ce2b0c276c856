package advect.train;

/** Hears of training as it happens. */
public interface TrainingListener {
  /** Ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /** An iteration is over. */
  default void stepped(TrainingStep step) {}

  /** A validation is over. */
  default void validated(Validation validation) {}
}
