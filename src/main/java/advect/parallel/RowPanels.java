package advect.parallel;

import org.ejml.data.DMatrixRMaj;

/**
 * Rows of a matrix {@code [rows][dim]} to and from panels {@code [dim][samples]} of a shard: the
 * two layouts of the same numbers.
 */
public final class RowPanels {
  private RowPanels() {}

  /** Reads a shard of rows of {@code x} into a panel {@code [dim][count]}. */
  public static void gather(DMatrixRMaj x, Shard shard, double[] panel) {
    int count = shard.count();
    for (int s = 0; s < count; s++) {
      int row = (shard.first() + s) * x.numCols;
      for (int j = 0; j < x.numCols; j++) panel[j * count + s] = x.data[row + j];
    }
  }

  /** Writes a panel {@code [dim][count]} to a shard of rows of {@code x}. */
  public static void scatter(double[] panel, Shard shard, DMatrixRMaj x) {
    int count = shard.count();
    for (int s = 0; s < count; s++) {
      int row = (shard.first() + s) * x.numCols;
      for (int j = 0; j < x.numCols; j++) x.data[row + j] = panel[j * count + s];
    }
  }
}
