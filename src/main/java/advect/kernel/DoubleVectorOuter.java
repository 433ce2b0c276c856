package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weight gradients, W̄ += weight ȳ xᵀ, as a {@link DoubleVectorProduct} with one factor transposed.
 *
 * <p>The sum runs over the samples, which lie along the vectors, where summing is slow; so x is
 * copied sample by sample first, a piece at a time. That pays from as many rows as a vector is
 * long; with fewer, sums along the vectors are faster.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleVectorOuter {
  /** Samples transposed at a time, so that the copy of 64 features stays in the nearest cache. */
  private static final int DEPTH = 128;

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ThreadLocal<DoubleVectorOuter> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorOuter::new);

  private double[] transposed = {};
  private final double[] sums = new double[4];

  private DoubleVectorOuter() {}

  /** The scratch of the current thread. */
  static DoubleVectorOuter ofThread() {
    return OF_THREAD.get();
  }

  /** W̄ += weight ȳ xᵀ. */
  void add(double weight, Panel<double[]> ybar, Panel<double[]> x, Panel<double[]> wbar) {
    if (Math.min(x.rows, ybar.rows) < LANES) {
      for (int i = 0; i < x.rows; i++) {
        for (int o = 0; o < ybar.rows; o += 4) {
          addFour(weight, ybar, x, wbar, o, i);
        }
      }
    } else {
      for (int sample = 0; sample < x.columns; sample += DEPTH) {
        int depth = Math.min(DEPTH, x.columns - sample);
        transpose(weight, x, sample, depth);
        DoubleVectorProduct.ofThread()
            .left(ybar.data, ybar.at(0, sample), ybar.stride, 1)
            .right(transposed, 0, Panel.stride(x.rows), depth)
            .addTo(wbar);
      }
    }
  }

  /** Rows {@code o} to {@code o + 3} of column {@code i} of W̄, or as many of them as exist. */
  private void addFour(
      double weight, Panel<double[]> ybar, Panel<double[]> x, Panel<double[]> wbar, int o, int i) {
    int count = Math.min(4, ybar.rows - o);
    dots(ybar, o, count - 1, x, i);
    for (int k = 0; k < count; k++) {
      wbar.data[wbar.at(o + k, i)] += weight * sums[k];
    }
  }

  /** Sums of products of row {@code i} of x with four rows of ȳ, none beyond {@code o + last}. */
  private void dots(Panel<double[]> ybar, int o, int last, Panel<double[]> x, int i) {
    double[] left = ybar.data;
    double[] right = x.data;
    int p = ybar.at(o, 0);
    int q = ybar.at(o + Math.min(1, last), 0);
    int r = ybar.at(o + Math.min(2, last), 0);
    int s = ybar.at(o + last, 0);
    int at = x.at(i, 0);
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = DoubleVector.zero(SPECIES);
    DoubleVector c = DoubleVector.zero(SPECIES);
    DoubleVector d = DoubleVector.zero(SPECIES);
    int end = SPECIES.loopBound(x.columns);
    for (int n = 0; n < end; n += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, right, at + n);
      a = v.fma(DoubleVector.fromArray(SPECIES, left, p + n), a);
      b = v.fma(DoubleVector.fromArray(SPECIES, left, q + n), b);
      c = v.fma(DoubleVector.fromArray(SPECIES, left, r + n), c);
      d = v.fma(DoubleVector.fromArray(SPECIES, left, s + n), d);
    }
    sums[0] = a.reduceLanes(VectorOperators.ADD);
    sums[1] = b.reduceLanes(VectorOperators.ADD);
    sums[2] = c.reduceLanes(VectorOperators.ADD);
    sums[3] = d.reduceLanes(VectorOperators.ADD);
    for (int n = end; n < x.columns; n++) {
      sums[0] += right[at + n] * left[p + n];
      sums[1] += right[at + n] * left[q + n];
      sums[2] += right[at + n] * left[r + n];
      sums[3] += right[at + n] * left[s + n];
    }
  }

  /** Copies {@code depth} columns of x, times the weight, as rows. */
  private void transpose(double weight, Panel<double[]> x, int column, int depth) {
    int stride = Panel.stride(x.rows);
    transposed = DoubleVectorProduct.atLeast(transposed, depth * stride);
    int row = 0;
    for (; row <= x.rows - 4; row += 4) {
      transposeFour(weight, x, row, column, depth, stride);
    }
    for (; row < x.rows; row++) {
      int from = x.at(row, column);
      for (int c = 0; c < depth; c++) {
        transposed[c * stride + row] = weight * x.data[from + c];
      }
    }
  }

  private void transposeFour(
      double weight, Panel<double[]> x, int row, int column, int depth, int stride) {
    double[] from = x.data;
    double[] to = transposed;
    int p = x.at(row, column);
    int q = x.at(row + 1, column);
    int r = x.at(row + 2, column);
    int s = x.at(row + 3, column);
    for (int c = 0; c < depth; c++) {
      int t = c * stride + row;
      to[t] = weight * from[p + c];
      to[t + 1] = weight * from[q + c];
      to[t + 2] = weight * from[r + c];
      to[t + 3] = weight * from[s + c];
    }
  }
}
