package advect.train;

/** Why training ended. */
public enum Ending {
  /** All iterations were made. */
  FINISHED,
  /** Validations ceased to improve. */
  NO_IMPROVEMENT,
  /** The time was over. */
  OUT_OF_TIME,
  /** Somebody asked for it; the checkpoint, if there is one, is where to go on. */
  INTERRUPTED
}
