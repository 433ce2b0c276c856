package advect.experiment;

import org.ejml.data.DMatrixRMaj;

/**
 * The centres of the cells of a box that is cut into equally many cells along each axis.
 *
 * <p>For a function that vanishes at the rim, equal weights on them converge to its integral faster
 * than any power of the spacing.
 *
 * <p>Values at the points are {@code [cells^dim]}, the first axis running fastest.
 */
final class CellGrid {
  /** The frame is as wide as this share of the cells, on each side. */
  private static final double FRAME = 1.0 / 16;

  private final double[] low;
  private final double[] step;
  private final int cells;

  private CellGrid(double[] low, double[] step, int cells) {
    this.low = low;
    this.step = step;
    this.cells = cells;
  }

  /**
   * In a box half as large again as the extent of {@code points}.
   *
   * @param points {@code [rows][dim]}, read only
   * @param cells along each axis, even
   */
  static CellGrid around(DMatrixRMaj points, int cells) {
    double[] low = new double[points.numCols];
    double[] step = new double[points.numCols];
    for (int j = 0; j < low.length; j++) {
      double high = points.get(0, j);
      low[j] = high;
      for (int i = 1; i < points.numRows; i++) {
        low[j] = Math.min(low[j], points.get(i, j));
        high = Math.max(high, points.get(i, j));
      }
      step[j] = (high - low[j]) / cells;
    }
    return new CellGrid(low, step, cells).scaled(1.5);
  }

  /** A box so many times as large, about the same centre. */
  CellGrid scaled(double factor) {
    double[] lower = new double[low.length];
    double[] larger = new double[low.length];
    for (int j = 0; j < low.length; j++) {
      lower[j] = low[j] - 0.5 * (factor - 1) * cells * step[j];
      larger[j] = factor * step[j];
    }
    return new CellGrid(lower, larger, cells);
  }

  /** The same box, cut twice as finely along each axis. */
  CellGrid finer() {
    double[] half = step.clone();
    for (int j = 0; j < half.length; j++) half[j] /= 2;
    return new CellGrid(low, half, 2 * cells);
  }

  /** Number of axes. */
  int dim() {
    return low.length;
  }

  /** Along each axis. */
  int cells() {
    return cells;
  }

  /** The cell centres, {@code [cells^dim][dim]}. */
  DMatrixRMaj points() {
    int dim = low.length;
    DMatrixRMaj points = new DMatrixRMaj(size(), dim);
    for (int i = 0; i < points.numRows; i++) {
      for (int j = 0; j < dim; j++) points.set(i, j, low[j] + (index(i, j) + 0.5) * step[j]);
    }
    return points;
  }

  /** The integral of the function with values {@code p}. */
  double integral(double[] p) {
    double sum = 0;
    for (double value : p) sum += value;
    return sum * cellVolume();
  }

  /** The integral by each of the 2^dim grids of twice the spacing that make up this one. */
  double[] interleavedIntegrals(double[] p) {
    double[] sums = new double[1 << low.length];
    for (int i = 0; i < p.length; i++) {
      int parity = 0;
      for (int j = 0; j < low.length; j++) parity |= (index(i, j) & 1) << j;
      sums[parity] += p[i];
    }
    for (int k = 0; k < sums.length; k++) sums[k] *= sums.length * cellVolume();
    return sums;
  }

  /**
   * The integral over the frame along the rim. Beyond the rim there is less, if the function at
   * least halves from one width of the frame to the next.
   */
  double frameIntegral(double[] p) {
    int width = (int) Math.ceil(FRAME * cells);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      boolean inside = true;
      for (int j = 0; j < low.length; j++) {
        inside &= index(i, j) >= width && index(i, j) < cells - width;
      }
      if (!inside) sum += p[i];
    }
    return sum * cellVolume();
  }

  private int size() {
    int size = 1;
    for (int j = 0; j < low.length; j++) size = Math.multiplyExact(size, cells);
    return size;
  }

  /** Position of point {@code i} along axis {@code j}. */
  private int index(int i, int j) {
    int rest = i;
    for (int k = 0; k < j; k++) rest /= cells;
    return rest % cells;
  }

  private double cellVolume() {
    double volume = 1;
    for (double width : step) volume *= width;
    return volume;
  }
}
