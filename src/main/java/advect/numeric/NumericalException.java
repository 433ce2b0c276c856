package advect.numeric;

/**
 * The arithmetic failed, although what was asked for is in order: a solve did not reach its end, or
 * numbers became infinite. The root of all such exceptions; what a person got wrong is an {@code
 * advect.input.InputException}.
 *
 * <p>The message is meant to be shown as it is. It says what failed and where, what was expected,
 * and what to try.
 */
public class NumericalException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /** With the whole sentence for the person. */
  public NumericalException(String message) {
    super(message);
  }

  /** With the whole sentence for the person, and the error that brought the trouble to light. */
  @SuppressWarnings("this-escape") // a cause is all that is set, and the parent takes none
  public NumericalException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
