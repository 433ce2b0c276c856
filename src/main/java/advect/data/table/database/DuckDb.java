package advect.data.table.database;

import advect.file.AtomicFile;
import advect.file.TemporaryDirectory;
import advect.file.WriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own that reads files, answers queries and keeps rows on disk.
 *
 * <p>It lives in a new directory under {@code java.io.tmpdir}, which goes when this is closed or
 * the program ends, by Ctrl-C too. Tables whose names begin with {@link #SPOOL} are on disk there.
 * Memory outside the Java heap is bounded by {@link #MEMORY}, whatever the number of rows: answers
 * are streamed, and what does not fit is put on disk.
 *
 * <p>Numbers are put into queries by {@code %s}: {@code %d} writes the digits of the default
 * locale.
 */
public final class DuckDb implements AutoCloseable {
  /** What the names of tables on disk begin with. */
  public static final String SPOOL = "spool.main.";

  /** What the database's buffers may hold. */
  private static final String MEMORY = "512MB";

  private static final String ROWS = "rows.duckdb";
  private static final String OVERFLOW = "overflow";

  private final TemporaryDirectory directory;
  private final DuckDBConnection connection;
  private int tables;

  private DuckDb(TemporaryDirectory directory) throws SQLException {
    this.directory = directory;
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", streaming);
    execute("SET memory_limit = '" + MEMORY + "'");
    execute("SET threads = " + Runtime.getRuntime().availableProcessors());
    execute("SET temp_directory = " + literal(directory().resolve(OVERFLOW).toString()));
    execute("ATTACH " + literal(directory().resolve(ROWS).toString()) + " AS spool");
  }

  /**
   * An empty database.
   *
   * @throws WriteException if there is no room for one
   */
  public static DuckDb open() {
    try {
      Class.forName("org.duckdb.DuckDBDriver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "reading tables needs org.duckdb:duckdb_jdbc on the class path; add the dependency", e);
    }
    TemporaryDirectory directory = newDirectory();
    try {
      return new DuckDb(directory);
    } catch (SQLException e) {
      delete(directory);
      throw noRoom(reason(e), e);
    } catch (LinkageError e) { // the driver unpacks its native library into the same place
      delete(directory);
      throw noRoom("DuckDB's native library cannot be loaded there", e);
    }
  }

  /** A directory for what is read, which the program's end deletes at the latest. */
  public static TemporaryDirectory newDirectory() {
    try {
      return TemporaryDirectory.create();
    } catch (IOException e) {
      throw noRoom(AtomicFile.reason(e), e);
    }
  }

  /** The complaint about the temporary database. */
  public static WriteException noRoom(String reason, Throwable cause) {
    return WriteException.ofTemporary("database", reason, cause);
  }

  /** The first line of the database's message, without a stop. */
  public static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("").replaceAll("[.!\\s]+$", "");
  }

  /** Whether the database's own files failed, and not what it read. */
  public boolean isAbout(SQLException e) {
    String reason = reason(e);
    return Stream.of(ROWS, OVERFLOW)
        .anyMatch(name -> reason.contains(directory().resolve(name).toString()));
  }

  /** A text as an SQL literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as an SQL identifier. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A path as an SQL literal that means this one file, whatever wildcards its name contains. */
  public static String path(String path) {
    return literal(path.replaceAll("([*?\\[])", "[$1]"));
  }

  /** A name that no table has had yet, beginning with {@code name}. */
  public String unused(String name) {
    return name + ++tables;
  }

  /** Where temporary files may be put; gone after {@link #close}. */
  public Path directory() {
    return directory.path();
  }

  /** Another connection to this database, for an answer or a transaction under way by itself. */
  public DuckDBConnection connect() throws SQLException {
    return connection.duplicate();
  }

  /** Runs a statement that has no answer. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of an answer, as text. */
  public List<@Nullable String[]> texts(String sql) throws SQLException {
    List<@Nullable String[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        @Nullable String[] row = new @Nullable String[width];
        for (int j = 0; j < width; j++) row[j] = result.getString(j + 1);
        rows.add(row);
      }
    }
    return rows;
  }

  /** The numbers in the one row of an answer. */
  public long[] counts(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      long[] counts = new long[result.getMetaData().getColumnCount()];
      for (int j = 0; j < counts.length; j++) counts[j] = result.getLong(j + 1);
      return counts;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw noRoom(reason(e), e);
    } finally {
      delete(directory);
    }
  }

  private static void delete(TemporaryDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      throw noRoom(AtomicFile.reason(e), e);
    }
  }

  /** Ends a connection, and whatever is read through it. */
  public static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw noRoom(reason(e), e);
    }
  }
}
