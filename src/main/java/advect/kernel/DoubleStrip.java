package advect.kernel;

import java.util.Arrays;

/**
 * Products in plain Java: a piece of the right factor as row arrays, and the loop over it.
 *
 * <p>C2 turns a loop into vector code on every JDK since 17 if it has one result and all its arrays
 * start at the same index. Panels do not, so a piece of the right factor is copied into row arrays
 * first, which costs little beside the product. Four inputs a pass is as much as such a loop takes;
 * with two results a pass it would be half as fast again on one run and three times slower on the
 * next.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleStrip {
  /** Columns of a strip: those of a panel's tile. */
  static final int WIDTH = Panel.TILE;

  /** Rows of a strip that are worked on at a time, a multiple of four. */
  private static final int DEPTH = Panel.TILE;

  private static final ThreadLocal<DoubleStrip> OF_THREAD =
      ThreadLocal.withInitial(DoubleStrip::new);

  private final double[][] rows = new double[DEPTH][WIDTH];
  private final double[] weights = new double[DEPTH];
  private final double[] sum = new double[WIDTH];

  private DoubleStrip() {}

  /** The scratch of the current thread. */
  static DoubleStrip ofThread() {
    return OF_THREAD.get();
  }

  /** Y = X B or Y += X B; B {@code [x.features][y.features]}, a factor of a {@link Matrix}. */
  void multiply(Panel<double[]> x, double[] right, Panel<double[]> y, boolean add) {
    for (int k = 0; k < x.features; k += DEPTH) {
      int depth = Math.min(DEPTH, x.features - k);
      for (int j = 0; j < y.features; j += WIDTH) {
        int strip = Matrix.at(x.features, y.features, WIDTH, k, j);
        load(right, strip, WIDTH, WIDTH, depth);
        for (int r = 0; r < y.rows(); r++) {
          weigh(1, x.data, x.at(k) + r * Panel.TILE, 1, depth);
          accumulate(y.data, y.at(j) + r * Panel.TILE, add || k > 0, depth);
        }
      }
    }
  }

  /** W̄ += weight Σ ȳ xᵀ. */
  void accumulate(double weight, Panel<double[]> ybar, Panel<double[]> x, Matrix<double[]> w) {
    Panel<double[]> across = w.gradientTransposed() ? x : ybar;
    Panel<double[]> along = w.gradientTransposed() ? ybar : x;
    for (int n = 0; n < x.rows(); n += DEPTH) {
      int depth = Math.min(DEPTH, x.rows() - n);
      for (int j = 0; j < along.features; j += WIDTH) {
        int width = Math.min(WIDTH, along.features - j);
        load(along.data, along.at(j) + n * Panel.TILE, Panel.TILE, width, depth);
        for (int i = 0; i < across.features; i++) {
          weigh(weight, across.data, across.at(i) + n * Panel.TILE, Panel.TILE, depth);
          accumulate(w.gradient, w.gradientEntry(i, j), true, depth);
        }
      }
    }
  }

  /**
   * Copies {@code width} numbers of {@code depth} rows; what follows them is of no account. The
   * rows up to the next multiple of four become 0.
   */
  private void load(double[] from, int at, int step, int width, int depth) {
    for (int k = 0; k < depth; k++) System.arraycopy(from, at + k * step, rows[k], 0, width);
    for (int k = depth; k % 4 != 0; k++) Arrays.fill(rows[k], 0);
  }

  /** Takes {@code depth} weights, {@code step} apart, times {@code factor}. */
  private void weigh(double factor, double[] from, int at, int step, int depth) {
    for (int k = 0; k < depth; k++) weights[k] = factor * from[at + k * step];
    for (int k = depth; k % 4 != 0; k++) weights[k] = 0;
  }

  /** Adds the weighted sum of the rows to a row of {@link #WIDTH} numbers, or overwrites it. */
  private void accumulate(double[] to, int at, boolean add, int depth) {
    if (add) {
      System.arraycopy(to, at, sum, 0, WIDTH);
    } else {
      Arrays.fill(sum, 0);
    }
    for (int k = 0; k < depth; k += 4) addFour(weights, rows, k, sum);
    System.arraycopy(sum, 0, to, at, WIDTH);
  }

  private static void addFour(double[] w, double[][] rows, int k, double[] to) {
    double a = w[k];
    double b = w[k + 1];
    double c = w[k + 2];
    double d = w[k + 3];
    double[] p = rows[k];
    double[] q = rows[k + 1];
    double[] r = rows[k + 2];
    double[] s = rows[k + 3];
    for (int i = 0; i < WIDTH; i++) {
      to[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
    }
  }
}
