package advect.train;

/** Hears of training as it happens. */
public interface TrainingListener {
  /** Ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * What the optimizer will do with the parameters of the phase that has just begun, such as that
   * no layer suits it; not called if nothing needs saying.
   *
   * @param plan a sentence for people
   */
  default void planned(String plan) {}

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
