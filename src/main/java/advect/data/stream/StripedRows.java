package advect.data.stream;

import advect.data.Permutation;
import advect.file.Sha256;
import java.util.Arrays;

/**
 * Training rows on disk, so laid out that a bounded buffer can always be filled with rows from
 * everywhere.
 *
 * <p>Rows are cut in the order they come into stripes that fit into memory. A stripe is shuffled
 * before it is written and then cut into as many slices as there are stripes ({@link Stripes}). So
 * a slice is a random sample of its stripe, and one slice of every stripe, which is what {@link
 * StripedBatches} hold, is a stratified random sample of the whole table that fits into the same
 * memory.
 *
 * <p>Cost: eight bytes of disk a cell. With b cells a stripe and n in all, a slice is read at once
 * and has b²/n cells: of 80 GB, 14 kB. Threads: for one at a time.
 */
public final class StripedRows implements AutoCloseable {
  /** Sets these orders apart from other orders of the same seed. */
  private static final long PURPOSE = 0x57a1;

  private final RowFile file;
  private final Stripes stripes;
  private final int dim;
  private final String digest;

  private StripedRows(RowFile file, Stripes stripes, int dim, String digest) {
    this.file = file;
    this.stripes = stripes;
    this.dim = dim;
    this.digest = digest;
  }

  /** How many. */
  public long count() {
    return stripes.rows();
  }

  /** SHA-256 of all of them in the order on disk, in hexadecimal. */
  public String digest() {
    return digest;
  }

  /**
   * Batches of {@code size} rows, or of all rows if there are not as many.
   *
   * @param size at least 1
   * @param seed of the order in every epoch
   */
  public StripedBatches batches(int size, long seed) {
    return new StripedBatches(file, stripes, dim, size, seed);
  }

  /** Deletes the file. */
  @Override
  public void close() {
    file.close();
  }

  /** Takes rows one by one, in memory for one stripe. */
  static final class Writer implements AutoCloseable {
    private final Stripes stripes;
    private final int dim;
    private final long seed;
    private final RowFile file;
    private final Sha256 sha = new Sha256();
    private final double[] stripe;
    private final double[] shuffled;
    private int filled;
    private int written;

    /**
     * Room for rows that are yet to come.
     *
     * @param rows how many there will be, at least 1
     * @param dim cells of a row
     * @param cells that a stripe may have; it has at least one row
     * @param seed of the order in a stripe
     */
    Writer(long rows, int dim, int cells, long seed) {
      this.stripes = Stripes.of(rows, Math.max(1, cells / dim));
      this.dim = dim;
      this.seed = seed;
      int longest = stripes.length(stripes.count() - 1); // the others may have a row less
      this.stripe = new double[longest * dim];
      this.shuffled = new double[stripe.length];
      this.file = new RowFile(dim);
    }

    /** Copies the row of {@code values} that begins at cell {@code at}. */
    void add(double[] values, int at) {
      System.arraycopy(values, at, stripe, filled * dim, dim);
      if (++filled == stripes.length(written)) write();
    }

    private void write() {
      int[] order = Permutation.of(filled, seed, PURPOSE, written);
      for (int i = 0; i < filled; i++) {
        System.arraycopy(stripe, order[i] * dim, shuffled, i * dim, dim);
      }
      file.append(shuffled, filled);
      sha.add(Arrays.copyOf(shuffled, filled * dim));
      filled = 0;
      written++;
    }

    /** All rows, which have been added. */
    StripedRows finish() {
      if (written < stripes.count()) {
        throw new IllegalStateException(
            "%d of %d stripes were written".formatted(written, stripes.count()));
      }
      return new StripedRows(file, stripes, dim, sha.hex());
    }

    /** Gives up. */
    @Override
    public void close() {
      file.close();
    }
  }
}
