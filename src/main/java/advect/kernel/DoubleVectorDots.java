package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Y = X Aᵀ or Y += X Aᵀ for a matrix A of few rows, with the Vector API: dot products along the
 * features, where a strip of {@link DoubleVectorProduct} would be mostly padding.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleVectorDots {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRIP = DoubleVectorProduct.STRIP;
  private static final int STEP = Panel.TILE;

  /** Rows of A beyond which strips are faster. */
  private static final int MOST = LANES / 2;

  private static final ThreadLocal<DoubleVectorDots> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorDots::new);

  private final double[] lanes = new double[4 * LANES];
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private int strips;
  private int stripStep;

  private DoubleVectorDots() {}

  /** The product under way on the current thread. */
  static DoubleVectorDots ofThread() {
    return OF_THREAD.get();
  }

  /** Whether this is the faster way to so many outputs from so many inputs. */
  static boolean suit(int outputs, int inputs) {
    return outputs <= MOST && inputs >= STRIP;
  }

  /** Y = X Aᵀ or Y += X Aᵀ; A {@code [y.features][x.features]} is a factor of a {@link Matrix}. */
  void run(Panel<double[]> x, double[] rows, Panel<double[]> y, boolean add) {
    a = x.data;
    b = rows;
    c = y.data;
    stripStep = y.features * STRIP;
    for (int k = 0; k < x.features; k += Panel.TILE) {
      int width = Math.min(Panel.TILE, x.features - k);
      strips = (width + STRIP - 1) / STRIP;
      for (int j = 0; j < y.features; j++) {
        int row = Matrix.at(y.features, x.features, STRIP, j, k);
        for (int r = 0; r < y.rows(); r += Panel.ROWS) {
          four(x.at(k) + r * STEP, row, y.at(j) + r * STEP, add || k > 0);
        }
      }
    }
  }

  private void four(int x, int row, int y, boolean add) {
    final double[] left = a;
    final double[] right = b;
    final int step = stripStep;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    for (int i = 0; i < strips; i++) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, right, row + i * step);
      DoubleVector q = DoubleVector.fromArray(SPECIES, right, row + i * step + LANES);
      int at = x + i * STRIP;
      s0 = q.fma(load(left, at + LANES), p.fma(load(left, at), s0));
      s1 = q.fma(load(left, at + STEP + LANES), p.fma(load(left, at + STEP), s1));
      s2 = q.fma(load(left, at + 2 * STEP + LANES), p.fma(load(left, at + 2 * STEP), s2));
      s3 = q.fma(load(left, at + 3 * STEP + LANES), p.fma(load(left, at + 3 * STEP), s3));
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, LANES);
    s2.intoArray(lanes, 2 * LANES);
    s3.intoArray(lanes, 3 * LANES);
    for (int i = 0; i < 4; i++) put(y + i * STEP, sum(i * LANES), add);
  }

  private static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  /** In one order: that of reduceLanes may differ between interpreter and compilers. */
  private double sum(int from) {
    double sum = 0;
    for (int i = from; i < from + LANES; i++) sum += lanes[i];
    return sum;
  }

  private void put(int at, double sum, boolean add) {
    c[at] = add ? c[at] + sum : sum;
  }
}
