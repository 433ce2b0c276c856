package advect.study;

/**
 * How long something takes.
 *
 * @param begin of it, in the nanoseconds of {@link System#nanoTime}
 */
record Timer(long begin) {
  private static final double NANOS = 1e9;

  /** From now on. */
  static Timer started() {
    return new Timer(System.nanoTime());
  }

  /** Until now. */
  double seconds() {
    return (System.nanoTime() - begin) / NANOS;
  }
}
