package advect.data.table;

import advect.data.table.database.DuckDb;
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
    kept = StreamFormat.keep(System.in, NAME, DuckDb.newDirectory().path());
    stream = System.in;
    file = kept;
    return kept;
  }
}
