package advect.data;

import java.util.Arrays;

/**
 * A partition of rows into those to learn from, those to choose by, and those to judge by.
 *
 * <p>A function of the number of rows, the fractions and the seed; every row is in exactly one part
 * and no part is empty. Threads: immutable; safe to share.
 */
public final class Split {
  /** Sets the order of a split apart from other orders of the same seed. */
  private static final long PURPOSE = 0x5b11;

  private final int[] train;
  private final int[] validation;
  private final int[] test;

  /** Shares of all rows; what is neither validation nor test is for training. */
  public record Fractions(double validation, double test) {
    /** Eight, one and one tenths. */
    public static final Fractions DEFAULT = new Fractions(0.1, 0.1);

    /** Requires positive numbers whose sum is below 1. */
    public Fractions {
      if (!(validation > 0 && test > 0 && validation + test < 1)) {
        throw new InputException(
            ("A split needs a validation and a test fraction above 0 that sum to less than 1, found"
                    + " %s and %s; for example 0.1 and 0.1.")
                .formatted(validation, test));
      }
    }
  }

  /**
   * Splits {@code rows} rows. A part has its fraction of them, rounded, but at least one.
   *
   * @throws InputException if there are too few rows for three parts
   */
  public Split(int rows, Fractions fractions, long seed) {
    int validationRows = Math.max(1, (int) Math.round(fractions.validation * rows));
    int testRows = Math.max(1, (int) Math.round(fractions.test * rows));
    int trainRows = rows - validationRows - testRows;
    if (trainRows < 1) {
      throw new InputException(
          ("Cannot split %d rows into training, validation and test with fractions %s and %s for the"
                  + " latter two: no row is left to train on; add rows or lower the fractions.")
              .formatted(rows, fractions.validation, fractions.test));
    }
    int[] order = Permutation.of(rows, seed, PURPOSE);
    this.train = sorted(order, 0, trainRows);
    this.validation = sorted(order, trainRows, trainRows + validationRows);
    this.test = sorted(order, trainRows + validationRows, rows);
  }

  private static int[] sorted(int[] order, int from, int to) {
    int[] part = Arrays.copyOfRange(order, from, to);
    Arrays.sort(part);
    return part;
  }

  /** Rows to learn from, ascending; a new array. */
  public int[] train() {
    return train.clone();
  }

  /** Rows to choose parameters by, ascending; a new array. */
  public int[] validation() {
    return validation.clone();
  }

  /** Rows to judge the model by, ascending; a new array. */
  public int[] test() {
    return test.clone();
  }
}
