package advect.ode;

import advect.ode.step.SolveStatus;
import java.util.Locale;

/**
 * What a solve did.
 *
 * @param status how it ended
 * @param t the time it reached
 * @param h the last step tried
 * @param accepted accepted steps
 * @param rejected rejected steps
 * @param evaluations evaluations of the right-hand side (nfe)
 */
public record SolveReport(
    SolveStatus status, double t, double h, int accepted, int rejected, int evaluations) {
  /** This solve and one that went on from its end, or tried it again: the work of both. */
  public SolveReport then(SolveReport next) {
    return new SolveReport(
        next.status,
        next.t,
        next.h,
        accepted + next.accepted,
        rejected + next.rejected,
        evaluations + next.evaluations);
  }

  /** Whether the end time was reached. */
  public boolean reachedEnd() {
    return status == SolveStatus.REACHED_END;
  }

  /** Where it stopped, after how much, and what to try. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "stopped at t=%.6g with step %.3g after %d evaluations (%s): %s",
        t,
        h,
        evaluations,
        status,
        status.advice());
  }

  /** Returns this report, or throws with the reason and what to try. */
  public SolveReport orThrow() {
    if (!reachedEnd()) throw new SolveException(this);
    return this;
  }
}
