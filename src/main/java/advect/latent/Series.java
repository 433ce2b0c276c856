package advect.latent;

import java.util.Locale;

/**
 * Values at times of one's own, which need not be equally far apart.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Series {
  private final double[] times;
  private final double[][] values;

  /**
   * A series of at least one point.
   *
   * @param times finite, ascending, each once; copied
   * @param values finite, {@code [points][dim]}; copied
   */
  public Series(double[] times, double[][] values) {
    if (times.length == 0) throw bad("a series without points: expected at least one");
    if (values.length != times.length) {
      throw bad("a series of %d times and %d values", times.length, values.length);
    }
    this.times = times.clone();
    this.values = new double[values.length][];
    for (int i = 0; i < times.length; i++) {
      checkTime(i);
      if (values[i].length == 0 || values[i].length != values[0].length) {
        throw bad(
            "point %d of a series has %d values, expected %d as in point 1 and at least one",
            i + 1, values[i].length, values[0].length);
      }
      this.values[i] = values[i].clone();
      for (double value : values[i]) {
        if (!Double.isFinite(value)) {
          throw bad(
              "point %d of a series is %s at time %s: leave out points that were not observed",
              i + 1, value, times[i]);
        }
      }
    }
  }

  private void checkTime(int i) {
    if (!Double.isFinite(times[i])) throw bad("time %d of a series is %s", i + 1, times[i]);
    if (i > 0 && !(times[i] > times[i - 1])) {
      throw bad(
          "time %s (number %d) of a series follows %s: sort the points by time, and keep one for"
              + " each time",
          times[i], i + 1, times[i - 1]);
    }
  }

  /** The number of points. */
  public int size() {
    return times.length;
  }

  /** The number of values a point. */
  public int dim() {
    return values[0].length;
  }

  /** The i-th time. */
  public double time(int i) {
    return times[i];
  }

  /** A copy of the times. */
  public double[] times() {
    return times.clone();
  }

  /** The last time. */
  public double end() {
    return times[times.length - 1];
  }

  /** Value {@code d} of the i-th point. */
  public double value(int i, int d) {
    return values[i][d];
  }

  /**
   * Some of the points.
   *
   * @param points at least one, counted from 0, ascending
   * @throws IllegalArgumentException if there is none, no such point, or one out of order
   */
  public Series select(int[] points) {
    double[] someTimes = new double[points.length];
    double[][] someValues = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      if (points[i] < 0 || points[i] >= size()) {
        throw bad("point %d of a series of %d, counted from 0", points[i], size());
      }
      someTimes[i] = times[points[i]];
      someValues[i] = values[points[i]];
    }
    return new Series(someTimes, someValues);
  }

  private static IllegalArgumentException bad(String message, Object... args) {
    return new IllegalArgumentException(String.format(Locale.ROOT, message, args));
  }
}
