package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weight gradients, W̄ += weight Σ ȳ xᵀ over the rows of two panels, with the Vector API: blocks of
 * four rows by two vectors of W̄ stay in registers while the rows of the panels run.
 *
 * <p>Both panels are read along their rows, so nothing is transposed and no sum runs across a
 * vector. The reasons for the block's size and for constant steps are those of {@link
 * DoubleVectorProduct}.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleVectorOuter {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRIP = DoubleVectorProduct.STRIP;
  private static final int STEP = Panel.TILE;

  /** Rows summed at a time: as many of both panels as the nearest cache holds side by side. */
  private static final int GROUP = 256 / Double.BYTES;

  private static final ThreadLocal<DoubleVectorOuter> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorOuter::new);

  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private double factor;
  private int rows;

  private DoubleVectorOuter() {}

  /** The sum under way on the current thread. */
  static DoubleVectorOuter ofThread() {
    return OF_THREAD.get();
  }

  /** W̄ += weight Σ ȳ xᵀ. */
  void add(double weight, Panel<double[]> ybar, Panel<double[]> x, Matrix<double[]> w) {
    Panel<double[]> across = w.gradientTransposed() ? x : ybar;
    Panel<double[]> along = w.gradientTransposed() ? ybar : x;
    a = across.data;
    b = along.data;
    c = w.gradient;
    factor = weight;
    int depth = w.gradientDepth();
    for (int first = 0; first < x.rows(); first += GROUP) {
      rows = Math.min(GROUP, x.rows() - first);
      for (int j = 0; j < along.features; j += STRIP) {
        for (int i = 0; i < depth; i += Panel.ROWS) {
          block(across.at(i) + first * STEP, along.at(j) + first * STEP, w.gradientEntry(i, j));
        }
      }
    }
  }

  private void block(int y, int x, int w) {
    final double[] left = a;
    final double[] right = b;
    final int end = rows;
    DoubleVector p0 = DoubleVector.zero(SPECIES);
    DoubleVector q0 = DoubleVector.zero(SPECIES);
    DoubleVector p1 = DoubleVector.zero(SPECIES);
    DoubleVector q1 = DoubleVector.zero(SPECIES);
    DoubleVector p2 = DoubleVector.zero(SPECIES);
    DoubleVector q2 = DoubleVector.zero(SPECIES);
    DoubleVector p3 = DoubleVector.zero(SPECIES);
    DoubleVector q3 = DoubleVector.zero(SPECIES);
    for (int n = 0; n < end; n++) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, right, x + n * STEP);
      DoubleVector q = DoubleVector.fromArray(SPECIES, right, x + n * STEP + LANES);
      DoubleVector y0 = DoubleVector.broadcast(SPECIES, left[y + n * STEP]);
      p0 = y0.fma(p, p0);
      q0 = y0.fma(q, q0);
      DoubleVector y1 = DoubleVector.broadcast(SPECIES, left[y + n * STEP + 1]);
      p1 = y1.fma(p, p1);
      q1 = y1.fma(q, q1);
      DoubleVector y2 = DoubleVector.broadcast(SPECIES, left[y + n * STEP + 2]);
      p2 = y2.fma(p, p2);
      q2 = y2.fma(q, q2);
      DoubleVector y3 = DoubleVector.broadcast(SPECIES, left[y + n * STEP + 3]);
      p3 = y3.fma(p, p3);
      q3 = y3.fma(q, q3);
    }
    addTo(w, p0, q0);
    addTo(w + STRIP, p1, q1);
    addTo(w + 2 * STRIP, p2, q2);
    addTo(w + 3 * STRIP, p3, q3);
  }

  private void addTo(int at, DoubleVector p, DoubleVector q) {
    DoubleVector weight = DoubleVector.broadcast(SPECIES, factor);
    weight.fma(p, DoubleVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    weight.fma(q, DoubleVector.fromArray(SPECIES, c, at + LANES)).intoArray(c, at + LANES);
  }
}
