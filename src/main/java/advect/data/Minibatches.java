package advect.data;

import org.ejml.data.DMatrixRMaj;

/**
 * Rows dealt out in batches of one size, every row once an epoch.
 *
 * <p>Imagine the shuffled orders of epoch 0, 1, 2, ... written one after the other and cut every
 * {@code size} rows: batch i is the i-th piece. So all batches have the same size, a batch may end
 * one epoch and begin the next, and batch i depends on the seed and i alone: a training that
 * resumes at iteration i sees what it would have seen.
 *
 * <p>Memory: a copy of the rows and the order of one epoch. Not for use by several threads at once.
 */
public final class Minibatches implements RowBatches {
  /** Sets these orders apart from other orders of the same seed. */
  private static final long PURPOSE = 0xba7c;

  private final DMatrixRMaj values;
  private final int size;
  private final long seed;
  private long epoch = -1;
  private int[] order = {};

  /**
   * Batches of {@code size} rows, or of all rows if there are not as many.
   *
   * @param values {@code [row][dim]}, at least one row, copied
   */
  public Minibatches(DMatrixRMaj values, int size, long seed) {
    if (size < 1 || values.numRows < 1) {
      throw new IllegalArgumentException(
          "batches need at least one row: size %d of %d rows".formatted(size, values.numRows));
    }
    this.values = values.copy();
    this.size = Math.min(size, values.numRows);
    this.seed = seed;
  }

  @Override
  public int size() {
    return size;
  }

  /** The order of the rows in an epoch, counted from 0; a new array. */
  public int[] order(long epoch) {
    return Permutation.of(values.numRows, seed, PURPOSE, epoch);
  }

  @Override
  public DMatrixRMaj batch(int iteration) {
    int dim = values.numCols;
    DMatrixRMaj batch = new DMatrixRMaj(size, dim);
    for (int i = 0; i < size; i++) {
      int row = row((long) iteration * size + i);
      System.arraycopy(values.data, row * dim, batch.data, i * dim, dim);
    }
    return batch;
  }

  private int row(long position) {
    long wanted = position / values.numRows;
    if (wanted != epoch) {
      order = order(wanted);
      epoch = wanted;
    }
    return order[(int) (position % values.numRows)];
  }
}
