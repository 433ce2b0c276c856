package advect.cli.scores;

import advect.numeric.NumericalException;
import advect.ode.SolveException;

/** Some rows could not be moved; the message names them and says what to try. */
public final class RowsException extends NumericalException {
  private static final long serialVersionUID = 1L;

  private static final String SETTINGS = " (--tolerance, --precision float64)";

  /** The rows from {@code first} to {@code last}, counted from 1, of something. */
  public RowsException(long first, long last, String what, NumericalException e) {
    super("rows %d to %d of %s: %s".formatted(first, last, what, reason(e)), e);
  }

  /**
   * Rows of a table that have no log density.
   *
   * @param source the table
   * @param firstRow number of the row 0 of {@code rows}, from 0
   * @param rows ascending
   * @param reason why the first of them has none
   */
  public RowsException(String source, long firstRow, int[] rows, String reason) {
    super(
        "row %d of %s has no log density: %s%s%s"
            .formatted(
                firstRow + rows[0] + 1,
                source,
                reason,
                settings(reason),
                rows.length == 1 ? "" : " (and %d more after it)".formatted(rows.length - 1)));
  }

  /**
   * A table without a row that has a log density.
   *
   * @param source the table
   * @param reason why the first row has none
   */
  public RowsException(String source, RowFailures failures, String reason) {
    super(
        "no row of %s has a log density: %s; row 1: %s%s"
            .formatted(source, failures.words(), reason, settings(reason)));
  }

  private static String settings(String reason) {
    return reason.startsWith("the solve") ? SETTINGS : "";
  }

  private static String reason(NumericalException e) {
    return e instanceof SolveException ? e.getMessage() + SETTINGS : "of these " + e.getMessage();
  }
}
