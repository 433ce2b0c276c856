package advect.data.stream;

import advect.data.Permutation;
import advect.data.SequentialDraw;
import advect.data.Split.Fractions;
import advect.data.table.RowBlocks;
import advect.data.table.TableSource;
import advect.input.InputException;
import advect.numeric.RandomKey;
import org.ejml.data.DMatrixRMaj;

/**
 * A table of any length, cut into parts: training rows on disk, and as many others in memory as
 * {@link StreamOptions} allow.
 *
 * <p>Every row is in exactly one of the three parts, every set of rows of a part's size is as
 * likely, and the test rows of different folds are disjoint. A part has its fraction of the rows,
 * but not more than its limit; what is neither for validation nor for testing is for training. All
 * is a function of the rows in their order, the fractions and the seed.
 *
 * <p>Cost: one pass over the source, which may be closed afterwards.
 *
 * @param train rows to learn from
 * @param sample a random sample of them, in random order
 * @param validation rows to choose by, in random order
 * @param test rows to judge by, in random order
 */
public record StreamedTable(
    StripedRows train, DMatrixRMaj sample, DMatrixRMaj validation, DMatrixRMaj test)
    implements AutoCloseable {
  /** Rows that are read at once. */
  private static final int BLOCK = 4096;

  /** Set these draws and orders apart from others of the same seed. */
  private static final long TESTS = 0x57a4;

  private static final long OTHERS = 0x57a5;
  private static final long SAMPLE = 0x57a6;
  private static final long VALIDATION = 0x57a7;
  private static final long TEST = 0x57a8;

  /**
   * Cuts a table.
   *
   * @throws InputException if no row is left to train on
   * @throws advect.file.WriteException if the disk is full
   */
  public static StreamedTable of(
      TableSource source, Fractions fractions, long seed, StreamOptions options) {
    return new Cut(source, fractions, seed, options).cut();
  }

  /** Deletes the training rows. */
  @Override
  public void close() {
    train.close();
  }

  /** The work of cutting. */
  private static final class Cut {
    private final TableSource source;
    private final int dim;
    private final long seed;
    private final int cells;
    private final SequentialDraw tests;
    private final SequentialDraw others;
    private final Filling sample;
    private final Filling validation;
    private final Filling test;
    private final long train;

    Cut(TableSource source, Fractions fractions, long seed, StreamOptions options) {
      this.source = source;
      this.dim = source.columns().size();
      this.seed = seed;
      this.cells = options.buffer();
      long rows = source.rows();
      int testRows = part(rows, fractions.test(), options.test(), options);
      int validationRows = part(rows, fractions.validation(), options.validation(), options);
      long earlier = (long) fractions.fold() * testRows;
      train = rows - testRows - validationRows;
      if (train < 1 || earlier + testRows > rows) {
        throw new InputException(
            ("%s: %d rows make %d for validation and %d for testing (fold %d), expected some to"
                    + " train on; add rows or lower the fractions.")
                .formatted(source.source(), rows, validationRows, testRows, fractions.fold()));
      }
      int sampleRows = options.bounded(Math.min(options.sample(), train), dim);
      tests = new SequentialDraw(rows, new long[] {earlier, testRows}, RandomKey.mix(seed, TESTS));
      others =
          new SequentialDraw(
              rows - testRows,
              new long[] {validationRows, sampleRows},
              RandomKey.mix(seed, OTHERS));
      sample = new Filling(sampleRows, dim, seed, SAMPLE);
      validation = new Filling(validationRows, dim, seed, VALIDATION);
      test = new Filling(testRows, dim, seed, TEST);
    }

    /** Rows of a part; rounded down, so that all folds find room. */
    private int part(long rows, double fraction, int most, StreamOptions options) {
      long share = Math.max(1, (long) (fraction * rows));
      return options.bounded(Math.min(most, share), dim);
    }

    StreamedTable cut() {
      StripedRows done = null;
      StripedRows.Writer writer = new StripedRows.Writer(train, dim, cells, seed);
      try (RowBlocks blocks = source.blocks(BLOCK)) {
        while (blocks.hasNext()) {
          DMatrixRMaj rows = blocks.next().values();
          for (int i = 0; i < rows.numRows; i++) deal(rows.data, i * dim, writer);
        }
        done = writer.finish();
        return new StreamedTable(done, sample.rows, validation.rows, test.rows);
      } finally {
        if (done == null) writer.close();
      }
    }

    private void deal(double[] values, int at, StripedRows.Writer writer) {
      if (tests.next() == 1) {
        test.add(values, at);
        return;
      }
      int share = others.next();
      if (share == 0) {
        validation.add(values, at);
        return;
      }
      if (share == 1) sample.add(values, at);
      writer.add(values, at);
    }
  }

  /** A matrix that fills in random order, so that the first of its rows are a sample too. */
  private static final class Filling {
    private final DMatrixRMaj rows;
    private final int[] places;
    private int filled;

    Filling(int rows, int dim, long seed, long purpose) {
      this.rows = new DMatrixRMaj(rows, dim);
      this.places = Permutation.of(rows, seed, purpose);
    }

    void add(double[] values, int at) {
      int dim = rows.numCols;
      System.arraycopy(values, at, rows.data, places[filled++] * dim, dim);
    }
  }
}
