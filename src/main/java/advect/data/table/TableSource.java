package advect.data.table;

import advect.data.table.database.AffineColumns;
import advect.data.table.database.BadCells;
import advect.data.table.database.DuckDb;
import advect.data.table.database.LevelSearch;
import advect.data.table.database.Relation;
import advect.input.InputException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows from a file, a stream, a database or a query: their numbers to compute with, in blocks or at
 * once, and everything else that stands beside them to be written out again.
 *
 * <p>A source is one of
 *
 * <ul>
 *   <li>a path to a CSV, TSV, JSON, Parquet or NumPy ({@code .npy}) file, by its ending; anything
 *       else is read as delimited text, and {@code .gz} is unpacked;
 *   <li>a pattern such as {@code 2024-*.csv}, if there is no file of that very name: {@code *} and
 *       {@code ?} stand for letters, {@code **} for folders; the files follow each other by name
 *       and must have the same columns;
 *   <li>{@code -}, the standard input, in any of these formats, by its first bytes;
 *   <li>a query that begins with SELECT, FROM or WITH, such as {@code SELECT eruptions, waiting
 *       FROM 'geyser.csv' WHERE waiting > 60};
 *   <li>a DuckDB database, {@code stock.duckdb}, if it has one table; {@code stock.duckdb#name} is
 *       one of several, and {@code stock.duckdb#SELECT ...} a query among them. It is opened for
 *       reading only.
 * </ul>
 *
 * <p>Text needs no header: if every cell of its first line is a number or missing, columns are
 * called column0, column1, ... (column00 where there are more than ten). Columns of a NumPy file
 * are x1, x2, ...
 *
 * <p>Opening copies the source into a temporary database under {@code java.io.tmpdir} and checks
 * every wanted cell, so that whatever is wrong with row ten million is known before work begins.
 * Every such cell must be a finite number, and arrives as the double nearest to what is written,
 * or, in a column that is wanted as a category, name one of its levels, and arrives as the level's
 * number; text is compared without blanks around it, numbers as numbers. "Data row 1" in a message
 * is the first row of its file that is not a header; "line 1" is the first line of the file.
 *
 * <p>Cost: memory does not grow with the number of rows; the disk takes about as much as the
 * source. The first use in a process loads DuckDB's native library, some tenths of a second. On JDK
 * 24 and later that prints a warning unless java is started with {@code
 * --enable-native-access=ALL-UNNAMED}.
 *
 * <p>Threads: for one at a time.
 */
public final class TableSource implements AutoCloseable {
  private final SpooledTable table;
  private final Selection selection;
  private final Relation wanted;
  private final boolean owner;

  /** Some of a table. */
  TableSource(SpooledTable table, SourceOptions options) {
    this(table, options, false);
  }

  private TableSource(SpooledTable table, SourceOptions options, boolean owner) {
    this.table = table;
    this.owner = owner;
    Relation all = table.spool().relation();
    List<String> columns = all.select(options.columns()).names();
    try {
      selection = table.selection(options, all.select(columns));
      if (selection.count() == 0) throw table.noRows(selection);
      Relation numbers = selection.relation().select(columns);
      wanted = new LevelSearch(numbers, table.database()).apply(options.categories());
      if (options.missing() != SourceOptions.Missing.KEEP) {
        new CellCheck(table.spool(), selection, wanted, table.database()).requireNumbers();
      }
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /**
   * Opens a source, all of it.
   *
   * @throws InputException as {@link #open(String, SourceOptions)}
   */
  public static TableSource open(String source) {
    return open(source, SourceOptions.ALL);
  }

  /**
   * Opens a source.
   *
   * @throws InputException if there is nothing to read, a column or condition makes no sense, or a
   *     wanted cell is not a finite number: with file, row, column and what to do
   */
  public static TableSource open(String source, SourceOptions options) {
    return owned(SpooledTable.open(source), options);
  }

  /**
   * Opens what a stream holds, in any format that a file may have, by its first bytes.
   *
   * @param stream read to its end, not closed
   * @param name for messages
   * @throws InputException as {@link #open(String, SourceOptions)}
   */
  public static TableSource open(InputStream stream, String name, SourceOptions options) {
    return owned(SpooledTable.open(stream, name), options);
  }

  /** Whether a source is a query, and not the name of anything. */
  public static boolean isQuery(String source) {
    return SourceParts.isQuery(source);
  }

  private static TableSource owned(SpooledTable table, SourceOptions options) {
    TableSource opened = null;
    try {
      opened = new TableSource(table, options, true);
      return opened;
    } finally {
      if (opened == null) table.close();
    }
  }

  /** What was opened. */
  public String source() {
    return wanted.source();
  }

  /** Names of the wanted columns, in order. */
  public List<String> columns() {
    return wanted.names();
  }

  /**
   * Names of the levels of those that are categories: their cells arrive as the places of their
   * levels, from 0 on.
   */
  public Map<String, List<String>> levels() {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (Relation.Column column : wanted.columns()) {
      if (!column.levels().isEmpty()) levels.put(column.name(), column.levels().names());
    }
    return levels;
  }

  /**
   * The wanted columns that are a copy, or another exact affine function, of an earlier one, each
   * with the earlier one: such pairs have no density. Categories are left out of this.
   */
  public Map<String, String> affineCopies() {
    Relation numbers =
        new Relation(
            source(),
            wanted.from(),
            wanted.columns().stream().filter(column -> column.levels().isEmpty()).toList());
    try {
      return new AffineColumns(numbers, table.database()).find();
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /** Names of all columns, those of text among them, in the source's order. */
  public List<String> allColumns() {
    return selection.relation().names();
  }

  /** Number of rows, after conditions and samples; at least one. */
  public long rows() {
    return selection.count();
  }

  /** Number of rows that were left out because a wanted cell is missing. */
  public long dropped() {
    return selection.dropped();
  }

  /**
   * The numbers of all rows, from the first on.
   *
   * @param rowsPerBlock at least 1; memory is for so many
   */
  public RowBlocks blocks(int rowsPerBlock) {
    String cells = wanted.listed(Relation.Column::number).substring(2);
    String sql = "SELECT %s FROM %s".formatted(cells, wanted.from());
    try {
      return new RowBlocks(table.database(), sql, columns().size(), rowsPerBlock);
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /**
   * The numbers of all rows at once.
   *
   * @throws InputException if they are more than an array can hold
   */
  public Table read() {
    int dim = columns().size();
    if (rows() > Integer.MAX_VALUE / dim - 8) {
      throw new InputException(
          "%s: %d rows of %d columns are too many at once; draw a sample of them."
              .formatted(source(), rows(), dim));
    }
    DMatrixRMaj values = new DMatrixRMaj((int) rows(), dim);
    try (RowBlocks blocks = blocks(4096)) {
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        DMatrixRMaj some = block.values();
        int at = (int) block.firstRow() * dim;
        System.arraycopy(some.data, 0, values.data, at, some.getNumElements());
      }
    }
    return new Table(source(), columns(), values);
  }

  /** The wanted rows with bad cells, of which there are some only if all rows are kept. */
  public BadCells badCells() {
    try {
      return new BadCells(wanted, table.database());
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  DuckDb database() {
    return table.database();
  }

  /** The rows that are wanted, with all their columns. */
  Relation rowsWithAllColumns() {
    return selection.relation();
  }

  /** Deletes the temporary copy, but of a {@link SpooledTable} only what was copied again. */
  @Override
  public void close() {
    if (owner) {
      table.close();
      return;
    }
    try {
      selection.discard(table.database());
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }
}
