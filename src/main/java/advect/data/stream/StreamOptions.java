package advect.data.stream;

import advect.data.Split;

/**
 * How much of a {@link StreamedTable} is in memory at once. None of it depends on the machine,
 * since results do on all of it.
 *
 * @param validation rows to choose by, at most
 * @param test rows to judge by, at most; 0 for none
 * @param sample rows that stand for all training rows where these must be in memory, at most
 * @param buffer cells of training rows that are shuffled at once, and of each of the above, at most
 */
public record StreamOptions(int validation, int test, int sample, int buffer) {
  /**
   * A mean log density that spreads by a nat is known to 0.01 from 10,000 rows, enough to compare
   * states of one training on the same rows, and to 0.005 from 50,000. A buffer of 2^22 cells takes
   * 34 MB.
   */
  public static final StreamOptions DEFAULT =
      new StreamOptions(Split.MOST_VALIDATION, 50_000, 100_000, 1 << 22);

  /** Requires numbers above 0 but for {@code test}. */
  public StreamOptions {
    if (validation < 1 || test < 0 || sample < 1 || buffer < 1) {
      throw new IllegalArgumentException(
          "expected numbers above 0, found validation %d, test %d, sample %d, buffer %d"
              .formatted(validation, test, sample, buffer));
    }
  }

  /** The same without test rows. */
  public StreamOptions withoutTest() {
    return new StreamOptions(validation, 0, sample, buffer);
  }

  /** As many of {@code rows} as memory is for; twice the columns in any case. */
  int bounded(long rows, int columns) {
    return (int) Math.min(rows, Math.max(2L * columns, buffer / columns));
  }
}
