package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Part;
import advect.data.table.database.Relation;
import advect.input.InputException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * A source that was read once, all rows and all columns of any type, to look at and to choose from
 * as often as is needed.
 *
 * <p>{@link TableSource} tells what a source is, what reading costs, and where the rows are kept.
 *
 * <p>Threads: for one at a time.
 */
public final class SpooledTable implements AutoCloseable {
  private final DuckDb database;
  private final Spool spool;

  private SpooledTable(Function<SourceParts, List<Part>> parts, String source, DuckDb empty) {
    this.database = empty;
    this.spool = new Spool(source, parts.apply(new SourceParts(database)), database);
  }

  /**
   * Reads a source.
   *
   * @throws InputException if there is nothing to read
   */
  public static SpooledTable open(String source) {
    return source.equals(StandardInput.SOURCE)
        ? opened(SourceParts::ofStandardInput, StandardInput.NAME)
        : opened(parts -> parts.of(source), source);
  }

  /**
   * Reads what a stream holds, in any format that a file may have, by its first bytes.
   *
   * @param stream read to its end, not closed
   * @param name for messages
   * @throws InputException if there is nothing to read
   */
  public static SpooledTable open(InputStream stream, String name) {
    return opened(parts -> parts.of(stream, name), name);
  }

  private static SpooledTable opened(Function<SourceParts, List<Part>> parts, String source) {
    DuckDb database = DuckDb.open();
    SpooledTable opened = null;
    try {
      opened = new SpooledTable(parts, source, database);
      return opened;
    } finally {
      if (opened == null) database.close();
    }
  }

  /** What was read. */
  public String source() {
    return spool.relation().source();
  }

  /** Names of all columns, in order. */
  public List<String> columns() {
    return spool.relation().names();
  }

  /**
   * Some of the rows and columns, until this table is closed.
   *
   * @throws InputException as {@link TableSource#open(String, SourceOptions)}
   */
  public TableSource select(SourceOptions options) {
    return new TableSource(this, options);
  }

  /**
   * What the cells of some columns are, in some rows; they may be anything.
   *
   * @param options which; categories do not matter
   * @throws InputException if there are no such rows or columns, or the condition is not one
   */
  public List<ColumnProfile> profiles(SourceOptions options) {
    try {
      Selection rows = selection(options, spool.relation().select(options.columns()));
      if (rows.count() == 0) throw noRows(rows);
      Relation columns = rows.relation().select(options.columns());
      List<ColumnProfile> profiles = new ColumnProfiler(spool, rows, database).of(columns);
      rows.discard(database);
      return profiles;
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /** The rows that are wanted; {@code wanted} are the columns whose cells may not be missing. */
  Selection selection(SourceOptions options, Relation wanted) throws SQLException {
    return Selection.all(spool)
        .filtered(options, wanted, database)
        .sampled(options.sample(), options.seed(), database);
  }

  /** The complaint about a selection without rows. */
  InputException noRows(Selection selection) {
    return new InputException(
        spool.rows() == 0
            ? "%s: found columns %s but no data rows, expected rows of numbers; check how it was made."
                .formatted(source(), columns())
            : ("%s: none of its %d data rows is left by the condition and without missing cells (%d"
                    + " dropped), expected some; loosen the condition or choose other columns.")
                .formatted(source(), spool.rows(), selection.dropped()));
  }

  DuckDb database() {
    return database;
  }

  Spool spool() {
    return spool;
  }

  /** Deletes the rows. */
  @Override
  public void close() {
    database.close();
  }
}
