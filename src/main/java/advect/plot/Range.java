package advect.plot;

/**
 * A closed interval of the real line, in data units.
 *
 * @param lo the lower end
 * @param hi the upper end, greater than {@code lo}
 */
public record Range(double lo, double hi) {
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

  /** The length, {@code hi - lo}. */
  public double span() {
    return hi - lo;
  }

  /** This range with a margin of the given share of its length added at each end. */
  public Range padded(double share) {
    return new Range(lo - share * span(), hi + share * span());
  }
}
