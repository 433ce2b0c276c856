package advect.data.table;

import advect.data.table.database.DuckDb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.duckdb.DuckDBConnection;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a source in order, block by block; one block is in memory at a time.
 *
 * <p>Threads: for one at a time. Several may be open on one source.
 */
public final class RowBlocks implements Iterator<RowBlock>, AutoCloseable {
  private final DuckDBConnection connection;
  private final Statement statement;
  private final ResultSet result;
  private final int width;
  private final int rowsPerBlock;
  private long row;
  private boolean more;

  /** The rows of an answer whose columns are of type DOUBLE; null is NaN. */
  RowBlocks(DuckDb database, String sql, int width, int rowsPerBlock) throws SQLException {
    if (rowsPerBlock < 1) {
      throw new IllegalArgumentException("rowsPerBlock must be at least 1: " + rowsPerBlock);
    }
    this.width = width;
    this.rowsPerBlock = rowsPerBlock;
    connection = database.connect();
    statement = connection.createStatement();
    result = statement.executeQuery(sql);
    more = result.next();
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  /**
   * The next rows: as many as were asked for, fewer only at the end.
   *
   * @throws advect.file.FileException if the disk fails
   */
  @Override
  public RowBlock next() {
    if (!more) throw new NoSuchElementException("all " + row + " rows were given");
    long firstRow = row;
    double[] values = new double[Math.multiplyExact(rowsPerBlock, width)];
    int rows = 0;
    try {
      while (more && rows < rowsPerBlock) {
        for (int j = 0; j < width; j++) values[rows * width + j] = number(j + 1);
        rows++;
        more = result.next();
      }
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
    row += rows;
    double[] filled = rows == rowsPerBlock ? values : Arrays.copyOf(values, rows * width);
    return new RowBlock(firstRow, new DMatrixRMaj(rows, width, true, filled));
  }

  private double number(int column) throws SQLException {
    double number = result.getDouble(column);
    return result.wasNull() ? Double.NaN : number;
  }

  @Override
  public void close() {
    DuckDb.close(connection);
  }
}
