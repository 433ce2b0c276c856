package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C = A B or C += A B with the Vector API: blocks of four rows by three vectors of C stay in
 * registers while the inner index runs.
 *
 * <p>Twelve sums, three vectors of B and one broadcast number of A fit sixteen vector registers,
 * and are enough to keep two multiply-adds a cycle going. (Six by three is a little faster with the
 * 32 registers of AVX-512 and half as fast with the sixteen of AVX2.) B must be contiguous along
 * its rows; A may be read along rows or columns, so a transposed weight matrix costs nothing.
 *
 * <p>Remainders cost no masks and no second loop: a block reads all of its sums before it writes
 * any, so rows and vectors that would lie outside are moved back onto ones of the same block, and
 * the same numbers are written twice. Only a C narrower than one vector goes through a copy.
 *
 * <p>What the inner loop needs is copied from fields to local variables first; without that it runs
 * a fifth slower.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
final class DoubleVectorProduct {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int HEIGHT = 4;

  /** Inner indices a pass, so that the part of B under a block stays in the nearest cache. */
  private static final int DEPTH = 128;

  private static final ThreadLocal<DoubleVectorProduct> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorProduct::new);

  private double[] a = {};
  private int aAt;
  private int aRow;
  private int aInner;
  private double[] b = {};
  private int bAt;
  private int bRow;
  private double[] c = {};
  private int cAt;
  private int cRow;
  private int rows;
  private int inner;
  private boolean add;
  private double[] narrowB = {};
  private double[] narrowC = {};

  private DoubleVectorProduct() {}

  /** The product under way on the current thread. */
  static DoubleVectorProduct ofThread() {
    return OF_THREAD.get();
  }

  /** Takes rows of A from {@code at} on: A[r][k] lies at {@code at + r rowStep + k innerStep}. */
  DoubleVectorProduct left(double[] from, int at, int rowStep, int innerStep) {
    a = from;
    aAt = at;
    aRow = rowStep;
    aInner = innerStep;
    return this;
  }

  /** Takes {@code depth} rows of B, {@code rowStep} apart. */
  DoubleVectorProduct right(double[] from, int at, int rowStep, int depth) {
    b = from;
    bAt = at;
    bRow = rowStep;
    inner = depth;
    return this;
  }

  /** C = A B. */
  void overwrite(Panel<double[]> to) {
    add = false;
    run(to.data, to.offset, to.stride, to.rows, to.columns);
  }

  /** C += A B. */
  void addTo(Panel<double[]> to) {
    add = true;
    run(to.data, to.offset, to.stride, to.rows, to.columns);
  }

  private void run(double[] to, int at, int rowStep, int height, int columns) {
    c = to;
    cAt = at;
    cRow = rowStep;
    rows = height;
    if (columns < LANES) {
      runNarrow(columns);
    } else {
      runPasses(columns);
    }
  }

  private void runPasses(int columns) {
    int left = inner;
    do {
      inner = Math.min(left, DEPTH);
      runColumns(columns);
      left -= inner;
      aAt += inner * aInner;
      bAt += inner * bRow;
      add = true;
    } while (left > 0);
  }

  /** Cuts the columns into pieces of three vectors, or of one to two; none may be narrower. */
  private void runColumns(int columns) {
    int column = 0;
    while (column < columns) {
      int width = pieceOf(columns - column);
      for (int row = 0; row < rows; row += HEIGHT) {
        if (width == 3 * LANES) {
          block3(row, column);
        } else {
          block2(row, column, width - LANES);
        }
      }
      column += width;
    }
  }

  private static int pieceOf(int columns) {
    if (columns <= 2 * LANES) {
      return columns;
    } else if (columns < 3 * LANES) {
      return LANES;
    } else {
      return columns > 3 * LANES && columns <= 4 * LANES ? 2 * LANES : 3 * LANES;
    }
  }

  /** Runs on copies of B and C that are one vector wide. */
  private void runNarrow(int columns) {
    narrowB = atLeast(narrowB, inner * LANES);
    narrowC = atLeast(narrowC, rows * LANES);
    for (int k = 0; k < inner; k++) {
      System.arraycopy(b, bAt + k * bRow, narrowB, k * LANES, columns);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, cAt + r * cRow, narrowC, r * LANES, columns);
    }
    double[] to = c;
    int at = cAt;
    int rowStep = cRow;
    right(narrowB, 0, LANES, inner);
    run(narrowC, 0, LANES, rows, LANES);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(narrowC, r * LANES, to, at + r * rowStep, columns);
    }
  }

  /** An array of at least {@code length}: the same one, if it is long enough. */
  static double[] atLeast(double[] array, int length) {
    return array.length >= length ? array : new double[length];
  }

  /** Four rows from {@code row} on by three vectors: from {@code column} on. */
  private void block3(int row, int column) {
    final double[] left = a;
    final double[] right = b;
    final int depth = inner;
    final int step = aInner;
    final int rowStep = bRow;
    final int k0 = leftAt(row);
    final int k1 = leftAt(row + 1);
    final int k2 = leftAt(row + 2);
    final int k3 = leftAt(row + 3);
    final int y0 = sumAt(row, column);
    final int y1 = sumAt(row + 1, column);
    final int y2 = sumAt(row + 2, column);
    final int y3 = sumAt(row + 3, column);
    DoubleVector p0 = start(y0);
    DoubleVector q0 = start(y0 + LANES);
    DoubleVector r0 = start(y0 + 2 * LANES);
    DoubleVector p1 = start(y1);
    DoubleVector q1 = start(y1 + LANES);
    DoubleVector r1 = start(y1 + 2 * LANES);
    DoubleVector p2 = start(y2);
    DoubleVector q2 = start(y2 + LANES);
    DoubleVector r2 = start(y2 + 2 * LANES);
    DoubleVector p3 = start(y3);
    DoubleVector q3 = start(y3 + LANES);
    DoubleVector r3 = start(y3 + 2 * LANES);
    for (int i = 0, k = 0, x = bAt + column; i < depth; i++, k += step, x += rowStep) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, right, x);
      DoubleVector q = DoubleVector.fromArray(SPECIES, right, x + LANES);
      DoubleVector r = DoubleVector.fromArray(SPECIES, right, x + 2 * LANES);
      DoubleVector w0 = DoubleVector.broadcast(SPECIES, left[k0 + k]);
      p0 = w0.fma(p, p0);
      q0 = w0.fma(q, q0);
      r0 = w0.fma(r, r0);
      DoubleVector w1 = DoubleVector.broadcast(SPECIES, left[k1 + k]);
      p1 = w1.fma(p, p1);
      q1 = w1.fma(q, q1);
      r1 = w1.fma(r, r1);
      DoubleVector w2 = DoubleVector.broadcast(SPECIES, left[k2 + k]);
      p2 = w2.fma(p, p2);
      q2 = w2.fma(q, q2);
      r2 = w2.fma(r, r2);
      DoubleVector w3 = DoubleVector.broadcast(SPECIES, left[k3 + k]);
      p3 = w3.fma(p, p3);
      q3 = w3.fma(q, q3);
      r3 = w3.fma(r, r3);
    }
    p0.intoArray(c, y0);
    q0.intoArray(c, y0 + LANES);
    r0.intoArray(c, y0 + 2 * LANES);
    p1.intoArray(c, y1);
    q1.intoArray(c, y1 + LANES);
    r1.intoArray(c, y1 + 2 * LANES);
    p2.intoArray(c, y2);
    q2.intoArray(c, y2 + LANES);
    r2.intoArray(c, y2 + 2 * LANES);
    p3.intoArray(c, y3);
    q3.intoArray(c, y3 + LANES);
    r3.intoArray(c, y3 + 2 * LANES);
  }

  /**
   * Four rows from {@code row} on by two vectors: at {@code column} and {@code last} further on.
   */
  private void block2(int row, int column, int last) {
    final double[] left = a;
    final double[] right = b;
    final int depth = inner;
    final int step = aInner;
    final int rowStep = bRow;
    final int k0 = leftAt(row);
    final int k1 = leftAt(row + 1);
    final int k2 = leftAt(row + 2);
    final int k3 = leftAt(row + 3);
    final int y0 = sumAt(row, column);
    final int y1 = sumAt(row + 1, column);
    final int y2 = sumAt(row + 2, column);
    final int y3 = sumAt(row + 3, column);
    DoubleVector p0 = start(y0);
    DoubleVector q0 = start(y0 + last);
    DoubleVector p1 = start(y1);
    DoubleVector q1 = start(y1 + last);
    DoubleVector p2 = start(y2);
    DoubleVector q2 = start(y2 + last);
    DoubleVector p3 = start(y3);
    DoubleVector q3 = start(y3 + last);
    for (int i = 0, k = 0, x = bAt + column; i < depth; i++, k += step, x += rowStep) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, right, x);
      DoubleVector q = DoubleVector.fromArray(SPECIES, right, x + last);
      DoubleVector w0 = DoubleVector.broadcast(SPECIES, left[k0 + k]);
      p0 = w0.fma(p, p0);
      q0 = w0.fma(q, q0);
      DoubleVector w1 = DoubleVector.broadcast(SPECIES, left[k1 + k]);
      p1 = w1.fma(p, p1);
      q1 = w1.fma(q, q1);
      DoubleVector w2 = DoubleVector.broadcast(SPECIES, left[k2 + k]);
      p2 = w2.fma(p, p2);
      q2 = w2.fma(q, q2);
      DoubleVector w3 = DoubleVector.broadcast(SPECIES, left[k3 + k]);
      p3 = w3.fma(p, p3);
      q3 = w3.fma(q, q3);
    }
    p0.intoArray(c, y0);
    q0.intoArray(c, y0 + last);
    p1.intoArray(c, y1);
    q1.intoArray(c, y1 + last);
    p2.intoArray(c, y2);
    q2.intoArray(c, y2 + last);
    p3.intoArray(c, y3);
    q3.intoArray(c, y3 + last);
  }

  /** Where row r of A starts; beyond the last row, where that starts. */
  private int leftAt(int r) {
    return aAt + Math.min(r, rows - 1) * aRow;
  }

  private int sumAt(int r, int column) {
    return cAt + Math.min(r, rows - 1) * cRow + column;
  }

  private DoubleVector start(int at) {
    return add ? DoubleVector.fromArray(SPECIES, c, at) : DoubleVector.zero(SPECIES);
  }
}
