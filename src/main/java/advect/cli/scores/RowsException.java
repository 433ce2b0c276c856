package advect.cli.scores;

import advect.numeric.NumericalException;
import advect.ode.SolveException;

/** A solve failed for some rows; the message names them and says what to try. */
public final class RowsException extends NumericalException {
  private static final long serialVersionUID = 1L;

  /** The rows from {@code first} to {@code last}, counted from 1, of something. */
  public RowsException(long first, long last, String what, SolveException e) {
    super(
        "rows %d to %d of %s: %s (--tolerance, --precision float64)"
            .formatted(first, last, what, e.getMessage()),
        e);
  }
}
