package advect.file;

import advect.input.InputException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file cannot be read, written or used as asked.
 *
 * <p>The message is meant to be shown as it is. It names the file and says what was wrong, what was
 * expected and what to do.
 */
public class FileException extends InputException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong with {@code file}. */
  public FileException(Path file, String what) {
    super(file + ": " + what);
  }

  /** The same, and the error that brought it to light. */
  public FileException(Path file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }

  FileException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** {@code file} cannot be read, for the reason the system gives. */
  public static FileException unreadable(Path file, IOException e) {
    return new FileException(file, "cannot be read: " + AtomicFile.reason(e), e);
  }

  /** {@code file} cannot be written, for the reason the system gives. */
  public static WriteException unwritable(Path file, IOException e) {
    return new WriteException(file, e);
  }
}
