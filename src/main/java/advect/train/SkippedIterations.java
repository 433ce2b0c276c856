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
   * @param advice what to do
   */
  static void requireFew(int inARow, int last, String advice) {
    if (inARow <= MOST) return;
    throw new TrainingException(
        "iterations %d to %d had no finite gradient: %s"
            .formatted(last + 1 - inARow, last, advice));
  }
}
