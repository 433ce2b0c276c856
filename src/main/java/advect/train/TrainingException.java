package advect.train;

import advect.numeric.NumericalException;

/** Training that cannot go on; the message says why and what to try. */
public final class TrainingException extends NumericalException {
  private static final long serialVersionUID = 1L;

  TrainingException(String message) {
    super(message);
  }
}
