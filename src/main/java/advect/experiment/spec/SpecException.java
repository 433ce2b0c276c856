package advect.experiment.spec;

/**
 * A mistake in what the caller asked for: an experiment file, an override or an output place that
 * cannot be used. The message is a sentence for that person; the command line ends with code 2.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake described by {@code sentence}. */
  public SpecException(String sentence) {
    super(sentence);
  }

  /** A mistake described by {@code sentence}, found because of {@code cause}. */
  public SpecException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  SpecException(Origin origin, String sentence) {
    super(origin + ": " + sentence);
  }

  SpecException(Origin origin, String sentence, Throwable cause) {
    super(origin + ": " + sentence, cause);
  }
}
