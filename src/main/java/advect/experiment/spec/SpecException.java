package advect.experiment.spec;

import advect.input.InputException;

/**
 * A mistake in what the caller asked for: an experiment file, an override or an output place that
 * cannot be used.
 */
public final class SpecException extends InputException {
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
