package advect.input;

/**
 * Something a person supplied cannot be used: a file to read or write, a cell, a column, a name, a
 * setting. The root of all such exceptions; a failure of the arithmetic is an {@code
 * advect.numeric.NumericalException}.
 *
 * <p>The message is meant to be shown as it is. It says what was wrong and where, what was
 * expected, and what to do.
 */
public class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the whole sentence for the person. */
  public InputException(String message) {
    super(message);
  }

  /** With the whole sentence for the person, and the error that brought the trouble to light. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
