package advect.plot.data;

import java.util.Arrays;

/**
 * A closed interval of the real line, in data units.
 *
 * @param lo the lower end
 * @param hi the upper end, greater than {@code lo}
 */
public record Range(double lo, double hi) {
  /** Share of the values that may lie outside at each end, so that a long tail hides no shape. */
  private static final double CUT = 0.005;

  /** A range that many times as wide as that of most values is one of tails. */
  private static final double LONG = 2;

  /** Requires finite ends with {@code lo < hi}. */
  public Range {
    if (!(lo < hi) || Double.isInfinite(lo) || Double.isInfinite(hi)) {
      throw new IllegalArgumentException(
          "a range needs finite ends with lo < hi, got [%s, %s]".formatted(lo, hi));
    }
  }

  /**
   * The smallest range holding every finite value; about a lone value, or about 0 if there is none,
   * one unit (a thousandth, if that is more) to either side.
   */
  public static Range covering(double... values) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      if (!Double.isFinite(v)) continue;
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    if (lo > hi) return new Range(-1, 1);
    double magnitude = Math.max(Math.abs(lo), Math.abs(hi));
    if (hi - lo > 1e-9 * magnitude) return new Range(lo, hi);
    double room = Math.max(1, 1e-3 * magnitude);
    return new Range(lo - room, hi + room);
  }

  /**
   * {@link #covering}; but if that is more than {@value #LONG} times as wide as the range of {@link
   * #most} of the values, the latter. Normal columns stay whole up to some million rows.
   */
  public static Range withoutLongTails(double... values) {
    Range all = covering(values);
    Range most = covering(most(values));
    return all.span() > LONG * most.span() ? most : all;
  }

  /** The finite values in order, but for the outermost 0.5 % at each end. */
  public static double[] most(double... values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int cut = (int) (CUT * (sorted.length - 1));
    return Arrays.copyOfRange(sorted, cut, sorted.length - cut);
  }

  /** The length, {@code hi - lo}. */
  public double span() {
    return hi - lo;
  }

  /** This range with a margin of the given share of its length added at each end. */
  public Range padded(double share) {
    return new Range(lo - share * span(), hi + share * span());
  }
}
