package advect.train;

/** Iterations that had no finite gradient and changed nothing. */
final class SkippedIterations {
  /** In a row; after so many nothing will mend it. */
  private static final int MOST = 20;

  private SkippedIterations() {}

  /**
   * Ends a training in which there are too many.
   *
   * @param inARow up to iteration {@code last}, which is counted from 1
   */
  static void requireFew(int inARow, int last) {
    if (inARow <= MOST) return;
    throw new TrainingException(
        ("iterations %d to %d had no finite gradient: lower the learning rate, loosen the tolerance,"
                + " or look for extreme values in the data")
            .formatted(last + 1 - inARow, last));
  }
}
