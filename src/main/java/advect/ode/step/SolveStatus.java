package advect.ode.step;

/** How a solve ended, and what a person can do about it. */
public enum SolveStatus {
  /** The end time was reached within tolerance. */
  REACHED_END("the solve succeeded"),
  /** The limit on steps was met first. */
  STEPS_EXHAUSTED(
      "loosen the tolerance (float32 cannot tell one below 5e-7), raise the step limit, or use a"
          + " fixed step"),
  /** The error control asked for a step too small to advance the time. */
  STEP_TOO_SMALL("the field is stiff there: loosen the tolerance or add weight decay"),
  /** The right-hand side was NaN or infinite however small the step. */
  NOT_FINITE("the field returned NaN or infinity: lower the learning rate or check the data"),
  /** The work was interrupted, or its deadline passed, first. */
  STOPPED("the work was stopped: allow more time");

  private final String advice;

  SolveStatus(String advice) {
    this.advice = advice;
  }

  /** What to try. */
  public String advice() {
    return advice;
  }
}
