package advect.data;

import advect.input.InputException;
import java.util.Arrays;

/**
 * A partition of rows into those to learn from, those to choose by, and those to judge by.
 *
 * <p>A function of the number of rows, the fractions and the seed; every row is in exactly one part
 * and no part is empty. Threads: immutable; safe to share.
 */
public final class Split {
  /** Rows that tell one set of parameters from another; more would only cost time. */
  public static final int MOST_VALIDATION = 10_000;

  /** Sets the order of a split apart from other orders of the same seed. */
  private static final long PURPOSE = 0x5b11;

  private final int[] train;
  private final int[] validation;
  private final int[] test;

  /**
   * Shares of all rows; what is neither validation nor test is for training.
   *
   * @param validation share of the rows to choose by
   * @param test share of the rows to judge by
   * @param fold which of the disjoint test parts of that size, from 0 on: with test 0.1 the folds 0
   *     to 9 test every row once
   */
  public record Fractions(double validation, double test, int fold) {
    /** Eight, one and one tenths. */
    public static final Fractions DEFAULT = new Fractions(0.1, 0.1);

    /** Room for the round-off in "ten tenths". */
    private static final double SLACK = 1e-9;

    /** The first fold. */
    public Fractions(double validation, double test) {
      this(validation, test, 0);
    }

    /** Requires positive numbers whose sum is below 1, and a fold that there is. */
    public Fractions {
      if (fold < 0 || (fold + 1) * test > 1 + SLACK) {
        throw new InputException(
            "There is no fold %d of test parts of %s of the rows; folds count from 0."
                .formatted(fold, test));
      }
      if (!(validation > 0 && test > 0 && validation + test < 1)) {
        throw new InputException(
            ("A split needs a validation and a test fraction above 0 that sum to less than 1, found"
                    + " %s and %s; for example 0.1 and 0.1.")
                .formatted(validation, test));
      }
    }
  }

  /**
   * Splits {@code rows} rows. A part has its fraction of them, rounded, but at least one, and
   * validation at most {@link #MOST_VALIDATION}.
   *
   * @throws InputException if there are too few rows for three parts
   */
  public Split(int rows, Fractions fractions, long seed) {
    int fraction = (int) Math.round(fractions.validation * rows);
    int validationRows = Math.max(1, Math.min(fraction, MOST_VALIDATION));
    int testEnd = rows - end(rows, fractions, fractions.fold);
    int testStart = rows - end(rows, fractions, fractions.fold + 1);
    int testRows = Math.max(1, testEnd - testStart);
    int trainRows = rows - validationRows - testRows;
    if (trainRows < 1) {
      throw new InputException(
          ("Cannot split %d rows into training, validation and test with fractions %s and %s for the"
                  + " latter two: no row is left to train on; add rows or lower the fractions.")
              .formatted(rows, fractions.validation, fractions.test));
    }
    int[] order = turned(Permutation.of(rows, seed, PURPOSE), testEnd);
    this.train = sorted(order, 0, trainRows);
    this.validation = sorted(order, trainRows, trainRows + validationRows);
    this.test = sorted(order, trainRows + validationRows, rows);
  }

  /** Rows in the first {@code folds} test parts. */
  private static int end(int rows, Fractions fractions, int folds) {
    return (int) Math.min(rows, Math.round(folds * fractions.test * rows));
  }

  /** So turned that what ended at {@code end} is last. */
  private static int[] turned(int[] order, int end) {
    int[] turned = new int[order.length];
    for (int i = 0; i < order.length; i++) turned[i] = order[(i + end) % order.length];
    return turned;
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
