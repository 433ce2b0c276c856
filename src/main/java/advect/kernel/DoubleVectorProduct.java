package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Y = X B or Y += X B with the Vector API, where X and Y are panels and B is one half of a {@link
 * Matrix}: blocks of four rows by two vectors of Y stay in registers while the inner index runs.
 *
 * <p>C2 loads everything an iteration needs before it multiplies: eight sums, two vectors of B and
 * four broadcast numbers of X are fourteen registers. Sixteen is what AVX2 has; with 4 x 3, 5 x 2
 * or 6 x 2 sums are spilled to memory, which halves the speed. Eight sums keep two multiply-adds a
 * cycle going.
 *
 * <p>All steps through memory are constants. That lets C2 move the checks of array bounds out of
 * the loop; with steps in variables the same loop is a third slower.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleVectorProduct {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a block. */
  static final int STRIP = 2 * LANES;

  private static final int STEP = Panel.TILE;

  /** Rows of Y that are worked on together: their part of Y stays in the second-level cache. */
  private static final int GROUP = 64;

  /** So few inputs are not worth a block. */
  private static final int THIN = 2;

  private static final ThreadLocal<DoubleVectorProduct> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorProduct::new);

  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private int depth;

  private DoubleVectorProduct() {}

  /** The product under way on the current thread. */
  static DoubleVectorProduct ofThread() {
    return OF_THREAD.get();
  }

  /** Y = X B or Y += X B; B {@code [x.features][y.features]} is a factor of a {@link Matrix}. */
  void run(Panel<double[]> x, double[] right, Panel<double[]> y, boolean add) {
    a = x.data;
    b = right;
    c = y.data;
    for (int first = 0; first < y.rows(); first += GROUP) {
      int count = Math.min(GROUP, y.rows() - first);
      for (int k = 0; k < x.features; k += Panel.TILE) {
        depth = Math.min(Panel.TILE, x.features - k);
        for (int j = 0; j < y.features; j += STRIP) {
          int strip = Matrix.at(x.features, y.features, STRIP, k, j);
          int from = x.at(k) + first * STEP;
          int to = y.at(j) + first * STEP;
          if (x.features <= THIN) {
            thin(from, strip, to, count, add);
          } else {
            rows(from, strip, to, count, add || k > 0);
          }
        }
      }
    }
  }

  /** Few inputs: their rows of B stay in registers while the rows of Y run. */
  private void thin(int x, int strip, int y, int count, boolean add) {
    final double[] left = a;
    final double[] to = c;
    final int last = depth - 1;
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int half = 0; half < STRIP; half += LANES) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, b, strip + half);
      DoubleVector q = last == 0 ? zero : DoubleVector.fromArray(SPECIES, b, strip + STRIP + half);
      int at = y + half;
      for (int r = 0; r < count; r++) {
        DoubleVector sum = start(to, at + r * STEP, add);
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, left[x + r * STEP]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, left[x + last + r * STEP]);
        x1.fma(q, x0.fma(p, sum)).intoArray(to, at + r * STEP);
      }
    }
  }

  private void rows(int x, int strip, int y, int count, boolean add) {
    for (int r = 0; r < count; r += Panel.ROWS) {
      block(x + r * STEP, strip, y + r * STEP, add);
    }
  }

  private void block(int x, int strip, int y, boolean add) {
    final double[] left = a;
    final double[] right = b;
    final double[] to = c;
    final int end = depth;
    DoubleVector p0 = start(to, y, add);
    DoubleVector q0 = start(to, y + LANES, add);
    DoubleVector p1 = start(to, y + STEP, add);
    DoubleVector q1 = start(to, y + STEP + LANES, add);
    DoubleVector p2 = start(to, y + 2 * STEP, add);
    DoubleVector q2 = start(to, y + 2 * STEP + LANES, add);
    DoubleVector p3 = start(to, y + 3 * STEP, add);
    DoubleVector q3 = start(to, y + 3 * STEP + LANES, add);
    for (int k = 0; k < end; k++) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, right, strip + k * STRIP);
      DoubleVector q = DoubleVector.fromArray(SPECIES, right, strip + k * STRIP + LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, left[x + k]);
      p0 = x0.fma(p, p0);
      q0 = x0.fma(q, q0);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, left[x + k + STEP]);
      p1 = x1.fma(p, p1);
      q1 = x1.fma(q, q1);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, left[x + k + 2 * STEP]);
      p2 = x2.fma(p, p2);
      q2 = x2.fma(q, q2);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, left[x + k + 3 * STEP]);
      p3 = x3.fma(p, p3);
      q3 = x3.fma(q, q3);
    }
    p0.intoArray(to, y);
    q0.intoArray(to, y + LANES);
    p1.intoArray(to, y + STEP);
    q1.intoArray(to, y + STEP + LANES);
    p2.intoArray(to, y + 2 * STEP);
    q2.intoArray(to, y + 2 * STEP + LANES);
    p3.intoArray(to, y + 3 * STEP);
    q3.intoArray(to, y + 3 * STEP + LANES);
  }

  private static DoubleVector start(double[] from, int at, boolean add) {
    return add ? DoubleVector.fromArray(SPECIES, from, at) : DoubleVector.zero(SPECIES);
  }
}
