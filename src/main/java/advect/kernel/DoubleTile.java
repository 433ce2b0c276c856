package advect.kernel;

import java.util.Arrays;

/**
 * A tile of the right factor of a matrix product, as row arrays, and the loop over it.
 *
 * <p>C2 turns a loop into vector code on every JDK since 17 if it has one result and all its arrays
 * start at the same index. Panels do not, so the right factor is copied into row arrays first,
 * which costs little beside the product. Four inputs a pass is as much as such a loop takes; with
 * two results a pass it would be half as fast again on one run and three times slower on the next.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleTile {
  /** Inner indices in a tile, a multiple of four. */
  static final int DEPTH = 128;

  /** Columns in a tile: 64 rows of it lie in the caches nearest to the core. */
  static final int WIDTH = 256;

  private static final ThreadLocal<DoubleTile> OF_THREAD = ThreadLocal.withInitial(DoubleTile::new);

  private final double[][] rows = new double[DEPTH][WIDTH];
  private final double[] weights = new double[DEPTH];
  private final double[] sum = new double[WIDTH];
  private int depth;
  private int width;

  private DoubleTile() {}

  /** The tile of the current thread. */
  static DoubleTile ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Fills the tile with {@code x[row + k][column + c]}; rows up to the next multiple of four are 0.
   */
  void load(Panel<double[]> x, int row, int column) {
    resize(x.rows - row, x.columns - column);
    for (int k = 0; k < depth; k++) {
      System.arraycopy(x.data, x.at(row + k, column), rows[k], 0, width);
    }
  }

  /** Fills the tile with {@code x[column + c][row + k]}, the transpose of x. */
  void loadTransposed(Panel<double[]> x, int row, int column) {
    resize(x.columns - row, x.rows - column);
    for (int c = 0; c < width; c++) {
      int from = x.at(column + c, row);
      for (int k = 0; k < depth; k++) {
        rows[k][c] = x.data[from + k];
      }
    }
  }

  private void resize(int depthLeft, int widthLeft) {
    depth = Math.min(DEPTH, depthLeft);
    width = Math.min(WIDTH, widthLeft);
    for (int k = depth; k % 4 != 0; k++) {
      Arrays.fill(rows[k], 0);
    }
  }

  /** Takes {@code depth} weights, {@code step} apart, times {@code factor}. */
  void weigh(double factor, double[] from, int at, int step) {
    for (int k = 0; k < depth; k++) {
      weights[k] = factor * from[at + k * step];
    }
    for (int k = depth; k % 4 != 0; k++) {
      weights[k] = 0;
    }
  }

  /** Adds the weighted sum of the rows to {@code width} numbers {@code step} apart. */
  void addTo(double[] to, int at, int step) {
    if (step == 1) {
      System.arraycopy(to, at, sum, 0, width);
      accumulate();
      System.arraycopy(sum, 0, to, at, width);
    } else {
      Arrays.fill(sum, 0, width, 0);
      accumulate();
      for (int c = 0; c < width; c++) {
        to[at + c * step] += sum[c];
      }
    }
  }

  private void accumulate() {
    for (int k = 0; k < depth; k += 4) {
      addFour(weights, rows, k, sum, width);
    }
  }

  private static void addFour(double[] w, double[][] rows, int k, double[] to, int width) {
    double a = w[k];
    double b = w[k + 1];
    double c = w[k + 2];
    double d = w[k + 3];
    double[] p = rows[k];
    double[] q = rows[k + 1];
    double[] r = rows[k + 2];
    double[] s = rows[k + 3];
    for (int i = 0; i < width; i++) {
      to[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
    }
  }
}
