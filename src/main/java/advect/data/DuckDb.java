package advect.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** An empty database in memory, open as long as this is, that reads files and answers queries. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    try {
      Class.forName("org.duckdb.DuckDBDriver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "reading tables needs org.duckdb:duckdb_jdbc on the class path; add the dependency", e);
    }
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** A text as an SQL literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as an SQL identifier. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A path as an SQL literal that means this one file, whatever wildcards its name contains. */
  static String path(String path) {
    return literal(path.replaceAll("([*?\\[])", "[$1]"));
  }

  /** All rows of an answer, as text. */
  List<@Nullable String[]> texts(String sql) throws SQLException {
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

  /** All rows of an answer whose columns are of type DOUBLE; NaN for a missing value. */
  DMatrixRMaj numbers(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      double[] values = new double[1024 * width];
      int rows = 0;
      while (result.next()) {
        if ((rows + 1) * width > values.length) values = Arrays.copyOf(values, 2 * values.length);
        for (int j = 0; j < width; j++) {
          double value = result.getDouble(j + 1);
          values[rows * width + j] = result.wasNull() ? Double.NaN : value;
        }
        rows++;
      }
      return new DMatrixRMaj(rows, width, true, Arrays.copyOf(values, rows * width));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
