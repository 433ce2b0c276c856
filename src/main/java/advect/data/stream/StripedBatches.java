package advect.data.stream;

import advect.data.Minibatches;
import advect.data.Permutation;
import advect.data.RowBatches;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Batches of rows that do not fit into memory, every row once an epoch.
 *
 * <p>An epoch is dealt from one buffer after the other. Buffer g of epoch e holds one slice of
 * every stripe ({@link StripedRows}), in each stripe that which a permutation by (seed, e, stripe)
 * puts at place g, and is shuffled by (seed, e, g). Batches are cut from epochs as in {@link
 * Minibatches}: batch i is a function of seed and i alone.
 *
 * <p>What that guarantees: a batch within a buffer is a simple random sample of it, and the buffer
 * a stratified random sample of all rows, in which each stretch of the table has its share to a
 * row. So the mean of any function over a batch has the expectation of the whole table, and at most
 * the variance of a simple random sample, however the table is sorted; rows of distant places meet
 * in every batch. What it does not: rows of one slice share a buffer in every epoch.
 *
 * <p>Cost: batches in sequence read every row once an epoch, a buffer at a time; a batch elsewhere
 * reads its buffer first. Threads: for one at a time.
 */
public final class StripedBatches implements RowBatches {
  /** Set these orders apart from other orders of the same seed. */
  private static final long SLICES = 0x57a2;

  private static final long ROWS = 0x57a3;

  private final RowFile file;
  private final Stripes stripes;
  private final int dim;
  private final int size;
  private final long seed;

  private long epoch = -1;
  private int[][] slices = {};

  /** Rows of the epoch before each buffer, and after the last. */
  private final long[] starts;

  private int buffer = -1;
  private double[] values = {};
  private int[] order = {};

  StripedBatches(RowFile file, Stripes stripes, int dim, int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("batches need at least one row: size " + size);
    }
    this.file = file;
    this.stripes = stripes;
    this.dim = dim;
    this.size = (int) Math.min(size, stripes.rows());
    this.seed = seed;
    this.starts = new long[stripes.count() + 1];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public DMatrixRMaj batch(int iteration) {
    DMatrixRMaj batch = new DMatrixRMaj(size, dim);
    for (int i = 0; i < size; i++) {
      int row = row((long) iteration * size + i);
      System.arraycopy(values, row * dim, batch.data, i * dim, dim);
    }
    return batch;
  }

  /** The place in the buffer of a row, by its place in the sequence of epochs. */
  private int row(long position) {
    long wanted = position / stripes.rows();
    if (wanted != epoch) begin(wanted);
    long place = position % stripes.rows();
    if (buffer < 0 || place < starts[buffer] || place >= starts[buffer + 1]) fill(holding(place));
    return order[(int) (place - starts[buffer])];
  }

  private void begin(long wanted) {
    slices = new int[stripes.count()][];
    Arrays.fill(starts, 0);
    for (int s = 0; s < slices.length; s++) {
      slices[s] = Permutation.of(stripes.count(), seed, SLICES, wanted, s);
      for (int g = 0; g < slices.length; g++) {
        starts[g + 1] += stripes.length(s, slices[s][g]);
      }
    }
    Arrays.parallelPrefix(starts, Long::sum);
    epoch = wanted;
    buffer = -1;
  }

  private int holding(long place) {
    int g = 0;
    while (place >= starts[g + 1]) g++;
    return g;
  }

  private void fill(int wanted) {
    int rows = (int) (starts[wanted + 1] - starts[wanted]);
    if (values.length < rows * dim) values = new double[rows * dim];
    int row = 0;
    for (int s = 0; s < slices.length; s++) {
      int slice = slices[s][wanted];
      file.read(stripes.first(s, slice), stripes.length(s, slice), values, row);
      row += stripes.length(s, slice);
    }
    order = Permutation.of(rows, seed, ROWS, epoch, wanted);
    buffer = wanted;
  }
}
