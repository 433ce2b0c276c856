package advect.cli.scores;

import advect.numeric.NumericalException;
import advect.ode.SolveException;

/** Some rows could not be moved; the message names them and says what to try. */
public final class RowsException extends NumericalException {
  private static final long serialVersionUID = 1L;

  /** The rows from {@code first} to {@code last}, counted from 1, of something. */
  public RowsException(long first, long last, String what, NumericalException e) {
    super("rows %d to %d of %s: %s".formatted(first, last, what, reason(e)), e);
  }

  private static String reason(NumericalException e) {
    return e instanceof SolveException
        ? e.getMessage() + " (--tolerance, --precision float64)"
        : "of these " + e.getMessage();
  }
}
