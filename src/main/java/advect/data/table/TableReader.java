package advect.data.table;

import advect.input.InputException;
import java.util.List;

/** Reads tables of numbers that fit in memory, from any source of {@link TableSource}. */
public final class TableReader {
  private TableReader() {}

  /**
   * Reads all columns, which must all be numeric.
   *
   * @throws InputException if there is nothing to read or a cell is not a finite number, with file,
   *     row, column and what to do
   */
  public static Table read(String source) {
    return read(source, List.of());
  }

  /**
   * Reads the columns of the given names, in that order; all columns for an empty list.
   *
   * @throws InputException as {@link #read(String)}, and if there is no such column
   */
  public static Table read(String source, List<String> columns) {
    try (TableSource opened = TableSource.open(source, SourceOptions.ALL.withColumns(columns))) {
      return opened.read();
    }
  }
}
