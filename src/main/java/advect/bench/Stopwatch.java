package advect.bench;

import java.util.Arrays;

/**
 * Times work that is done again and again.
 *
 * @param warmUpSeconds time for the compiler, in at least one run; 0 for none
 * @param repetitions runs of which the median is taken
 */
public record Stopwatch(double warmUpSeconds, int repetitions) {
  /** Long after the compiler has come to rest at every size, and a steady median. */
  public static final Stopwatch DEFAULT = new Stopwatch(3, 30);

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Requires at least one run and a time that is not negative. */
  public Stopwatch {
    if (repetitions < 1) {
      throw new IllegalArgumentException("repetitions must be at least 1: " + repetitions);
    }
    if (!(warmUpSeconds >= 0)) {
      throw new IllegalArgumentException("a warm-up of %s seconds".formatted(warmUpSeconds));
    }
  }

  /** Median wall-clock milliseconds of a run. */
  double medianMillis(Runnable work) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < warmUpSeconds * NANOS_PER_SECOND) work.run();
    double[] millis = new double[repetitions];
    for (int i = 0; i < repetitions; i++) millis[i] = millis(work);
    Arrays.sort(millis);
    return (millis[repetitions / 2] + millis[(repetitions - 1) / 2]) / 2;
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }
}
