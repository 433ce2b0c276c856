package advect.experiment;

import java.nio.file.Path;

/** A run that was asked to stop, and did, with its training saved. */
public final class RunInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With what was saved.
   *
   * @param done iterations of the training
   * @param total iterations that it would have had
   */
  public RunInterrupted(int done, int total, Path checkpoint) {
    super(
        "stopped after iteration %d of %d, saved in %s; the same call with --resume goes on"
            .formatted(done, total, checkpoint));
  }

  /** With nothing saved; the sentence tells at what. */
  public RunInterrupted(String sentence) {
    super(sentence);
  }
}
