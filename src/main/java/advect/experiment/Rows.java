package advect.experiment;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Parts of matrices that have a row a sample. */
public final class Rows {
  private Rows() {}

  /** The first {@code count} rows, or all if there are not as many; a copy. */
  public static DMatrixRMaj head(DMatrixRMaj points, int count) {
    int rows = Math.min(count, points.numRows);
    DMatrixRMaj head = new DMatrixRMaj(rows, points.numCols);
    System.arraycopy(points.data, 0, head.data, 0, head.getNumElements());
    return head;
  }

  /**
   * {@code count} rows at equal distances, or all if there are not as many; a copy. Of rows that
   * stand in some order, the first would tell about its beginning alone.
   */
  static DMatrixRMaj spread(DMatrixRMaj points, int count) {
    if (points.numRows <= count) return points.copy();
    DMatrixRMaj spread = new DMatrixRMaj(count, points.numCols);
    for (int i = 0; i < count; i++) {
      int row = (int) ((long) i * points.numRows / count);
      System.arraycopy(
          points.data, row * points.numCols, spread.data, i * points.numCols, points.numCols);
    }
    return spread;
  }

  /** All rows of several matrices of one width, one after the other; a copy. */
  static DMatrixRMaj stacked(DMatrixRMaj... parts) {
    int rows = Arrays.stream(parts).mapToInt(part -> part.numRows).sum();
    DMatrixRMaj stacked = new DMatrixRMaj(rows, parts[0].numCols);
    int at = 0;
    for (DMatrixRMaj part : parts) {
      System.arraycopy(part.data, 0, stacked.data, at, part.getNumElements());
      at += part.getNumElements();
    }
    return stacked;
  }

  /** Some rows, in the order of their numbers; a copy. */
  static DMatrixRMaj some(DMatrixRMaj points, int[] numbers) {
    DMatrixRMaj some = new DMatrixRMaj(numbers.length, points.numCols);
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(
          points.data, numbers[i] * points.numCols, some.data, i * points.numCols, points.numCols);
    }
    return some;
  }
}
