package advect.experiment;

/**
 * Work that could not be finished although the specification and the data are in order; the message
 * says in which phase and what to try. The command line ends with code 1.
 */
public final class RunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunException(String sentence) {
    super(sentence);
  }

  RunException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
