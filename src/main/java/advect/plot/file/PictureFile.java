package advect.plot.file;

import advect.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a whole picture in its place, or none. */
public final class PictureFile {
  private PictureFile() {}

  /** What fills a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it to a stream that stays open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code file} by a picture.
   *
   * @throws IOException naming the file, if it cannot be written; it is then as it was
   */
  public static void write(Path file, Content content) throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.writeTo(bytes);
      AtomicFile.replace(file, beside -> Files.write(beside, bytes.toByteArray()));
    } catch (IOException e) {
      throw new IOException("cannot write the picture %s: %s".formatted(file, reason(file, e)), e);
    }
  }

  private static String reason(Path file, IOException e) {
    Path directory = file.toAbsolutePath().getParent();
    boolean missing = directory != null && Files.notExists(directory);
    return missing ? "its directory does not exist" : AtomicFile.reason(e);
  }
}
