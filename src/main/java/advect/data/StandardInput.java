package advect.data;

import advect.file.AtomicFile;
import advect.file.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard input as a file, for a stream is read once and a source as often as is wanted. */
final class StandardInput {
  /** The source that it is. */
  static final String SOURCE = "-";

  /** For messages. */
  static final String NAME = "standard input";

  private static @Nullable InputStream stream;
  private static @Nullable Path file;

  private StandardInput() {}

  /** All of it, in a temporary file that goes when the program ends. */
  static synchronized Path file() {
    Path kept = file;
    if (kept != null && stream == System.in) return kept;
    try {
      Path folder = TemporaryDirectory.create(DuckDb.PREFIX).path();
      kept = StreamFormat.keep(System.in, folder, "standard-input");
    } catch (IOException e) {
      throw DuckDb.noRoom("%s cannot be kept: %s".formatted(NAME, AtomicFile.reason(e)), e);
    }
    stream = System.in;
    file = kept;
    return kept;
  }
}
