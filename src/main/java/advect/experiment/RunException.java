package advect.experiment;

import advect.numeric.NumericalException;

/**
 * Work that could not be finished although the specification and the data are in order; the message
 * says in which phase and what to try.
 */
public final class RunException extends NumericalException {
  private static final long serialVersionUID = 1L;

  RunException(String sentence) {
    super(sentence);
  }

  RunException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
