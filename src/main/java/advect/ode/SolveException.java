package advect.ode;

import advect.numeric.NumericalException;
import java.util.Locale;

/** A solve that did not reach its end time; the message says where it stopped and what to try. */
public final class SolveException extends NumericalException {
  private static final long serialVersionUID = 1L;

  private final transient SolveReport report;

  SolveException(SolveReport report) {
    super(
        String.format(
            Locale.ROOT,
            "the solve stopped at t=%.6g with step %.3g after %d evaluations (%s): %s",
            report.t(),
            report.h(),
            report.evaluations(),
            report.status(),
            report.status().advice()));
    this.report = report;
  }

  /** The whole account. */
  public SolveReport report() {
    return report;
  }
}
