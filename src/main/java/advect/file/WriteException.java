package advect.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What was to be written was not: the disk is full, permission is missing, or the place is gone.
 *
 * <p>That is nothing the caller asked wrongly, and whatever was there before is as it was.
 */
public final class WriteException extends FileException {
  private static final long serialVersionUID = 1L;

  /** {@code file} was not written, for the reason the system gives. */
  WriteException(Path file, IOException e) {
    super(
        file,
        ("cannot be written: %s; what was there before is unchanged; make room, get permission, or"
                + " choose another place")
            .formatted(AtomicFile.reason(e)),
        e);
  }

  /** {@code what} was to be kept in the temporary directory and could not be. */
  public static WriteException ofTemporary(String what, String reason, Throwable cause) {
    return new WriteException(
        ("The temporary %s in %s failed: %s. Free some space, or name another directory with"
                + " -Djava.io.tmpdir=...")
            .formatted(what, System.getProperty("java.io.tmpdir"), reason),
        cause);
  }

  /** With a sentence of its own that says where, why, and what to do. */
  public WriteException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
