package advect.data;

import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
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
 * Every such cell must be a finite number, and arrives as the double nearest to what is written.
 * "Data row 1" in a message is the first row of its file that is not a header; "line 1" is the
 * first line of the file.
 *
 * <p>Cost: memory does not grow with the number of rows; the disk takes about as much as the
 * source. The first use in a process loads DuckDB's native library, some tenths of a second. On JDK
 * 24 and later that prints a warning unless java is started with {@code
 * --enable-native-access=ALL-UNNAMED}.
 *
 * <p>Threads: for one at a time.
 */
public final class TableSource implements AutoCloseable {
  private final DuckDb database;
  private final Selection selection;
  private final Relation wanted;

  private TableSource(
      Function<SourceParts, List<Part>> parts, String source, SourceOptions options, DuckDb empty) {
    this.database = empty;
    Spool spool = new Spool(source, parts.apply(new SourceParts(database)), database);
    List<String> columns = spool.relation().select(options.columns()).names();
    try {
      selection =
          Selection.all(spool)
              .filtered(options, spool.relation().select(columns), database)
              .sampled(options.sample(), options.seed(), database);
      wanted = selection.relation().select(columns);
      new CellCheck(spool, selection, wanted, database).requireNumbers();
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
    return source.equals("-")
        ? open(System.in, "standard input", options)
        : opened(parts -> parts.of(source), source, options);
  }

  /**
   * Opens what a stream holds, in any format that a file may have, by its first bytes.
   *
   * @param stream read to its end, not closed
   * @param name for messages
   * @throws InputException as {@link #open(String, SourceOptions)}
   */
  public static TableSource open(InputStream stream, String name, SourceOptions options) {
    return opened(parts -> parts.of(stream, name), name, options);
  }

  private static TableSource opened(
      Function<SourceParts, List<Part>> parts, String source, SourceOptions options) {
    DuckDb database = DuckDb.open();
    TableSource opened = null;
    try {
      opened = new TableSource(parts, source, options, database);
      return opened;
    } finally {
      if (opened == null) database.close();
    }
  }

  /** What was opened. */
  public String source() {
    return wanted.source();
  }

  /** Names of the columns of numbers, in order. */
  public List<String> columns() {
    return wanted.names();
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
      return new RowBlocks(database, sql, columns().size(), rowsPerBlock);
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

  DuckDb database() {
    return database;
  }

  /** The rows that are wanted, with all their columns. */
  Relation rowsWithAllColumns() {
    return selection.relation();
  }

  /** Deletes the temporary copy. */
  @Override
  public void close() {
    database.close();
  }
}
