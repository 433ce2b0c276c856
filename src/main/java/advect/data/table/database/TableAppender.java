package advect.data.table.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A new table on disk that is filled with numbers, cell by cell, in constant memory.
 *
 * <p>One transaction, seen by others after {@link #finish()}; closed before, the table stays empty.
 */
public final class TableAppender implements AutoCloseable {
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  /** Appends to an existing table on disk, of this name without {@link DuckDb#SPOOL}. */
  public TableAppender(DuckDb database, String table) throws SQLException {
    connection = database.connect();
    run("BEGIN TRANSACTION"); // else each flush is one, with a log that is read again and again
    appender = connection.createAppender("spool", "main", table);
  }

  /** Makes a new table of columns {@code "advect 0"}, {@code "advect 1"}, ... of these types. */
  public static TableAppender create(DuckDb database, String table, List<Relation.Column> columns)
      throws SQLException {
    database.execute("CREATE TABLE " + DuckDb.SPOOL + table + definitions(columns));
    return new TableAppender(database, table);
  }

  /** Identifiers and types of columns, in brackets. */
  public static String definitions(List<Relation.Column> columns) {
    return columns.stream()
        .map(column -> column.identifier() + " " + column.type())
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Cells follow, in the order of the columns. */
  public void beginRow() throws SQLException {
    appender.beginRow();
  }

  /** For a column of type DOUBLE. */
  public void append(double value) throws SQLException {
    appender.append(value);
  }

  /** For a column of type VARCHAR. */
  public void append(String text) throws SQLException {
    appender.append(text);
  }

  /** A cell without a value. */
  public void appendNull() throws SQLException {
    appender.appendNull();
  }

  /** For a column of type BIGINT. */
  public void append(long value) throws SQLException {
    appender.append(value);
  }

  /** After the last cell. */
  public void endRow() throws SQLException {
    appender.endRow();
  }

  /** Makes all rows so far part of the table; none can follow. */
  public void finish() throws SQLException {
    appender.close();
    run("COMMIT");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
