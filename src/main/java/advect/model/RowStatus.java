package advect.model;

import advect.input.Spelling;
import advect.ode.SolveReport;

/** Whether a row has a log density, and if not, why. */
public enum RowStatus {
  /** It has one; −∞ where the density is 0. */
  ARRIVED,
  /** Its solve needed more or smaller steps than there may be: the field is too stiff there. */
  STEP_LIMIT,
  /** A cell, or what the model makes of the row, is infinite or no number in float64. */
  NOT_FINITE,
  /** A value lies where its column cannot have any. */
  OUT_OF_SUPPORT,
  /** A category has a level that the model does not know. */
  UNKNOWN_LEVEL,
  /** A cell is empty. */
  MISSING,
  /** A cell is a text where a number is expected. */
  NOT_A_NUMBER,
  /** Its time ran out. */
  STOPPED;

  /** As people write it: {@code step-limit}. */
  public String word() {
    return Spelling.of(this);
  }

  /** What a solve that did not reach its end says of its row. */
  static RowStatus of(SolveReport report) {
    return switch (report.status()) {
      case REACHED_END -> ARRIVED;
      case STEPS_EXHAUSTED, STEP_TOO_SMALL -> STEP_LIMIT;
      case NOT_FINITE -> NOT_FINITE;
      case STOPPED -> STOPPED;
    };
  }
}
