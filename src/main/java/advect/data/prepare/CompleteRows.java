package advect.data.prepare;

import advect.data.InputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a block in which no value is missing (NaN), and which they were.
 *
 * <p>Dropping rows is right only if being missing has nothing to do with the values; whoever drops
 * rows learns the density of complete rows.
 *
 * <p>Threads: immutable, but for the matrix that it hands out.
 */
public final class CompleteRows {
  private final DMatrixRMaj rows;
  private final int[] kept;
  private final int all;

  private CompleteRows(DMatrixRMaj rows, int[] kept, int all) {
    this.rows = rows;
    this.kept = kept;
    this.all = all;
  }

  /**
   * Drops or refuses rows with missing values.
   *
   * @param columns a name a column
   * @param rows {@code [row][column]}, NaN where a value is missing; read only
   * @throws InputException for an infinite value, and for a missing one if they are refused
   */
  public static CompleteRows of(List<String> columns, DMatrixRMaj rows, MissingValues missing) {
    int[] kept =
        IntStream.range(0, rows.numRows)
            .filter(row -> complete(columns, rows, row, missing))
            .toArray();
    DMatrixRMaj some = new DMatrixRMaj(kept.length, rows.numCols);
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(
          rows.data, kept[i] * rows.numCols, some.data, i * rows.numCols, rows.numCols);
    }
    return new CompleteRows(some, kept, rows.numRows);
  }

  private static boolean complete(
      List<String> columns, DMatrixRMaj rows, int row, MissingValues missing) {
    boolean complete = true;
    for (int j = 0; j < rows.numCols; j++) {
      double x = rows.get(row, j);
      if (Double.isInfinite(x) || (Double.isNaN(x) && missing == MissingValues.REFUSE)) {
        throw new InputException(
            "Row %d, column '%s': found %s, expected a finite number; correct it or drop the row."
                .formatted(row + 1, columns.get(j), Double.isNaN(x) ? "no value (NaN)" : x));
      }
      complete &= !Double.isNaN(x);
    }
    return complete;
  }

  /** The rows that were kept, {@code [row][column]}. */
  public DMatrixRMaj rows() {
    return rows;
  }

  /** Numbers of the rows that were kept, from 0 on; a new array. */
  public int[] kept() {
    return kept.clone();
  }

  /** How many rows were dropped. */
  public int dropped() {
    return all - kept.length;
  }

  /** A sentence about what was dropped; empty if nothing was. */
  public Optional<String> report() {
    if (dropped() == 0) return Optional.empty();
    return Optional.of(
        "%d of %d rows lack a value and were dropped (%s)."
            .formatted(dropped(), all, Numeral.percent((double) dropped() / all)));
  }
}
