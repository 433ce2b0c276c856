package advect.cli;

import advect.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Standard input as a file, for work that reads it more than once. */
final class StandardInput {
  private StandardInput() {}

  /**
   * Copies all of it to a temporary file, which is deleted with the end of the program.
   *
   * @return the file's path
   */
  static String spooled() {
    try {
      Path file = Files.createTempFile("advect-stdin", ".csv");
      file.toFile().deleteOnExit();
      Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
      return file.toString();
    } catch (IOException e) {
      throw new WriteException(
          "Standard input cannot be kept in a temporary file: %s; make room there."
              .formatted(e.getMessage()),
          e);
    }
  }
}
