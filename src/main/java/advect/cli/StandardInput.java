package advect.cli;

import advect.data.StreamFormat;
import advect.file.TemporaryDirectory;
import advect.file.WriteException;
import java.io.IOException;
import java.nio.file.Path;

/** Standard input as a file, for work that reads it more than once. */
final class StandardInput {
  private static final String NAME = "standard-input";

  private StandardInput() {}

  /**
   * Copies all of it to a temporary file, which is deleted with the end of the program. Its ending
   * tells the format, as that of any file does.
   *
   * @return the file's path
   */
  static String spooled() {
    try {
      Path folder = TemporaryDirectory.create("advect-").path(); // until the program ends
      return StreamFormat.keep(System.in, folder, NAME).toString();
    } catch (IOException e) {
      throw new WriteException(
          "Standard input cannot be kept in a temporary file: %s; make room there."
              .formatted(e.getMessage()),
          e);
    }
  }
}
