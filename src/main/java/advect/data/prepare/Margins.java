package advect.data.prepare;

/** Which transforms columns may get that ask for none. */
public enum Margins {
  /** Identity, log, logit or histogram, whichever makes the training rows likeliest. */
  PLAIN,
  /**
   * Those and the normal quantile of the rank, whichever makes rows likeliest that it has not seen.
   */
  AUTO,
  /** The normal quantile of the rank wherever there is one; else as {@link #AUTO}. */
  NORMAL
}
