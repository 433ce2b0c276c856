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

  /** The smallest range holding every finite value; [-1, 1] about a lone value, or about none. */
  public static Range covering(double... values) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      if (!Double.isFinite(v)) continue;
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    if (lo > hi) return new Range(-1, 1);
    double least = 1e-9 * Math.max(1, Math.max(Math.abs(lo), Math.abs(hi)));
    return hi - lo >= least ? new Range(lo, hi) : new Range(lo - 1, hi + 1);
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
