package advect.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What a stream without a name holds, by its first bytes. */
final class StreamFormat {
  private StreamFormat() {}

  /**
   * Keeps all of a stream in a new file, whose ending tells the format as that of any file does.
   *
   * @param name of the file, without its ending
   */
  static Path keep(InputStream stream, Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    Files.copy(stream, file);
    return Files.move(file, directory.resolve(name + "." + ending(file)));
  }

  /** The ending its file should have: parquet, npy, json or else csv, and gz where packed. */
  private static String ending(Path file) throws IOException {
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = start(in);
    }
    if (start.startsWith("PAR1")) return "parquet";
    if (start.startsWith("\u0093NUMPY")) return "npy";
    return start.startsWith("\u001f\u008b")
        ? textEnding(unpackedStart(file)) + ".gz"
        : textEnding(start);
  }

  private static String textEnding(String start) {
    return start.matches("(?s)(\u00ef\u00bb\u00bf)?\\s*(\\[\\s*)?\\{.*") ? "json" : "csv";
  }

  private static String start(InputStream in) throws IOException {
    return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
  }

  /** Of what is packed; nothing if it is damaged, which its reader will complain about. */
  private static String unpackedStart(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return start(in);
    } catch (IOException e) {
      return "";
    }
  }
}
