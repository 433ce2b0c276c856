package advect.data.stream;

/**
 * Rows cut in order into stripes of equal length (to a row), and each stripe into as many slices as
 * there are stripes, so that one slice of every stripe makes as many rows as a stripe has.
 *
 * @param rows of all stripes
 * @param count of stripes, and of slices in a stripe
 */
record Stripes(long rows, int count) {
  /** As few stripes as may be, none longer than {@code most} rows. */
  static Stripes of(long rows, int most) {
    return new Stripes(rows, Math.toIntExact((rows + most - 1) / most));
  }

  /** The first row of a stripe; of one behind the last, the number of rows. */
  long first(int stripe) {
    return stripe * rows / count;
  }

  /** Rows of a stripe. */
  int length(int stripe) {
    return (int) (first(stripe + 1) - first(stripe));
  }

  /** The first row of a slice; of one behind the last, the end of the stripe. */
  long first(int stripe, int slice) {
    return first(stripe) + (long) slice * length(stripe) / count;
  }

  /** Rows of a slice. */
  int length(int stripe, int slice) {
    return (int) (first(stripe, slice + 1) - first(stripe, slice));
  }
}
