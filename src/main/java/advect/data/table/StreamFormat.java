package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.file.AtomicFile;
import advect.file.WriteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What a stream without a name holds, by its first bytes. */
final class StreamFormat {
  private static final String FILE = "stream";

  private StreamFormat() {}

  /**
   * Keeps all of a stream in a new file, whose ending tells the format as that of any file does.
   *
   * @param name of the stream, for messages
   * @throws WriteException if there is no room
   */
  static Path keep(InputStream stream, String name, Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Files.copy(stream, file);
      return Files.move(file, directory.resolve(FILE + "." + ending(file)));
    } catch (IOException e) {
      throw DuckDb.noRoom("%s cannot be kept: %s".formatted(name, AtomicFile.reason(e)), e);
    }
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
