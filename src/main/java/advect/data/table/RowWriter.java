package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Levels;
import advect.data.table.database.Relation;
import advect.data.table.database.TableAppender;
import advect.input.InputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes rows of numbers to a CSV, TSV or Parquet file, block by block and in constant memory.
 *
 * <p>By the ending: {@code .csv}, {@code .tsv}, either with {@code .gz}, or {@code .parquet}.
 * Columns are BIGINT where they are declared integral, else DOUBLE; numbers of levels become their
 * names. Text has a header, and the shortest digits that read back as the same double. The file
 * appears when {@link #finish()} succeeds, whole; until then, and if it fails, what was there
 * before stays.
 */
public final class RowWriter implements AutoCloseable {
  private final TableFile file;
  private final List<Relation.Column> columns;
  private final boolean[] integral;
  private final DuckDb database;
  private final TableAppender appender;
  private long rows;

  /**
   * Prepares a file.
   *
   * @param columns distinct names
   * @param integral names of those that hold integers only
   * @throws InputException if no file can have that name
   * @throws advect.file.FileException if it cannot be written
   */
  public RowWriter(Path file, List<String> columns, Set<String> integral) {
    this(file, columns, integral, Map.of());
  }

  /**
   * Prepares a file.
   *
   * @param columns distinct names
   * @param integral names of those that hold integers only, the categories among them
   * @param levels names of the levels 0, 1, ... of the columns that are categories
   * @throws InputException if no such file can be written
   */
  public RowWriter(
      Path file, List<String> columns, Set<String> integral, Map<String, List<String>> levels) {
    if (!integral.containsAll(levels.keySet())) {
      throw new IllegalArgumentException(
          "columns %s are categories, but only %s hold integers"
              .formatted(levels.keySet(), integral));
    }
    if (!Set.copyOf(columns).containsAll(integral)) {
      throw new IllegalArgumentException(
          "columns %s hold integers, but columns are %s".formatted(integral, columns));
    }
    this.file = new TableFile(file, columns);
    List<String> types =
        columns.stream().map(c -> integral.contains(c) ? "BIGINT" : "DOUBLE").toList();
    this.columns =
        Relation.numbered(columns, types).stream()
            .map(c -> c.with(new Levels(levels.getOrDefault(c.name(), List.of()))))
            .toList();
    this.integral = new boolean[columns.size()];
    for (int j = 0; j < columns.size(); j++) this.integral[j] = integral.contains(columns.get(j));
    this.database = DuckDb.open();
    try {
      this.appender = TableAppender.create(database, "written", this.columns);
    } catch (SQLException e) {
      database.close();
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /**
   * Appends rows.
   *
   * @param block {@code [rows][column]}, read only
   * @throws IllegalArgumentException if it has another width, or a fraction where an integer was
   *     declared
   */
  public void write(DMatrixRMaj block) {
    if (block.numCols != columns.size()) {
      throw new IllegalArgumentException(
          "expected [rows][%d], got [%d][%d]"
              .formatted(columns.size(), block.numRows, block.numCols));
    }
    requireIntegers(block);
    try {
      for (int i = 0; i < block.numRows; i++) {
        appender.beginRow();
        for (int j = 0; j < block.numCols; j++) {
          if (integral[j]) appender.append((long) block.get(i, j));
          else appender.append(block.get(i, j));
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
    rows += block.numRows;
  }

  private void requireIntegers(DMatrixRMaj block) {
    for (int j : IntStream.range(0, integral.length).filter(k -> integral[k]).toArray()) {
      for (int i = 0; i < block.numRows; i++) {
        double value = block.get(i, j);
        if (value == (long) value && Math.abs(value) < 0x1p63) continue;
        throw new IllegalArgumentException(
            "row %d, column '%s': expected an integer of 64 bits, got %s"
                .formatted(rows + i, columns.get(j).name(), value));
      }
    }
  }

  /**
   * Puts the file in its place; nothing can be written after.
   *
   * @return number of rows
   * @throws advect.file.FileException if the disk is full, or the place became unusable
   */
  public long finish() {
    try {
      appender.finish();
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
    Relation written = new Relation("rows", DuckDb.SPOOL + "written", columns);
    String cells =
        written.listed(c -> c.named() + " AS " + DuckDb.identifier(c.name())).substring(2);
    file.write("SELECT %s FROM %s".formatted(cells, written.from()), database);
    return rows;
  }

  /** Deletes what is temporary; rows that were not finished are lost. */
  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    } finally {
      database.close();
    }
  }
}
