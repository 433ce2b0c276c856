package advect.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a stream without a name holds, by its first bytes. */
final class StreamFormat {
  private StreamFormat() {}

  /** The ending its file should have: parquet, npy, json, csv.gz, or else csv. */
  static String ending(Path file) throws IOException {
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
    }
    if (start.startsWith("PAR1")) return "parquet";
    if (start.startsWith("\u0093NUMPY")) return "npy";
    if (start.startsWith("\u001f\u008b")) return "csv.gz";
    return start.matches("(?s)(\u00ef\u00bb\u00bf)?\\s*(\\[\\s*)?\\{.*") ? "json" : "csv";
  }
}
