package advect.data.table;

import advect.data.table.database.DistinctNames;
import advect.data.table.database.DuckDb;
import advect.file.AtomicFile;
import advect.file.FileException;
import advect.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file that a table goes to: CSV or TSV with a header, plain or packed ({@code .gz}), or Parquet,
 * by its ending. It is replaced as a whole or not at all.
 */
final class TableFile {
  private static final Map<String, String> FORMATS =
      Map.of(
          ".csv", "FORMAT csv, DELIMITER ',', HEADER true, COMPRESSION none",
          ".tsv", "FORMAT csv, DELIMITER '\t', HEADER true, COMPRESSION none",
          ".csv.gz", "FORMAT csv, DELIMITER ',', HEADER true, COMPRESSION gzip",
          ".tsv.gz", "FORMAT csv, DELIMITER '\t', HEADER true, COMPRESSION gzip",
          ".parquet", "FORMAT parquet");

  private final Path file;
  private final String format;

  /**
   * A file to be.
   *
   * @throws InputException if no file can have that name, or columns those names
   * @throws FileException if it cannot be written
   */
  TableFile(Path file, List<String> columns) {
    this.file = file;
    this.format =
        FORMATS.entrySet().stream()
            .filter(entry -> file.toString().toLowerCase(Locale.ROOT).endsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> unknownEnding(file));
    DistinctNames.requireBeyondCase(file + " cannot be written: it would have", columns);
    requireWritable();
  }

  private static InputException unknownEnding(Path file) {
    return new InputException(
        "%s cannot be written: expected a name that ends in one of %s; change its ending."
            .formatted(file, FORMATS.keySet().stream().sorted().toList()));
  }

  /** Says now, not after hours of work, that nothing can be put there. */
  private void requireWritable() {
    if (Files.isDirectory(file)) {
      throw new InputException(
          "%s cannot be written: it is a directory, expected a file; name a file in it."
              .formatted(file));
    }
    Path probe = AtomicFile.beside(file, "probe");
    try {
      Files.createFile(probe);
      Files.delete(probe);
    } catch (NoSuchFileException e) {
      throw new InputException(
          "%s cannot be written: there is no directory %s; make it, or choose another place."
              .formatted(file, file.toAbsolutePath().getParent()),
          e);
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }

  /** Whether cells are written as text, without a type. */
  boolean text() {
    return format.startsWith("FORMAT csv");
  }

  /**
   * Replaces the file by the rows of an answer, in order and in constant memory.
   *
   * @throws FileException if that fails; what was there before is then as it was
   */
  void write(String sql, DuckDb database) {
    try {
      AtomicFile.replace(file, beside -> copy(sql, beside, database));
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }

  private void copy(String sql, Path beside, DuckDb database) throws IOException {
    String target = DuckDb.literal(beside.toString());
    try {
      database.execute("COPY (%s) TO %s (%s, USE_TMP_FILE false)".formatted(sql, target, format));
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }
}
