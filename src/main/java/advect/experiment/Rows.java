package advect.experiment;

import org.ejml.data.DMatrixRMaj;

/** Parts of matrices that have a row a sample. */
final class Rows {
  private Rows() {}

  /** The first {@code count} rows, or all if there are not as many; a copy. */
  static DMatrixRMaj head(DMatrixRMaj points, int count) {
    int rows = Math.min(count, points.numRows);
    DMatrixRMaj head = new DMatrixRMaj(rows, points.numCols);
    System.arraycopy(points.data, 0, head.data, 0, head.getNumElements());
    return head;
  }
}
