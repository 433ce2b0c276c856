package advect.data.prepare.transform;

/** Looks for the x at which a margin has a tail, a logarithm as it is for the margin. */
record Quantile(MarginDistribution margin, double logTail, boolean upper) {
  private static final int MAX_STEPS = 200;

  /** By Newton's method in log F from {@code start}, halving where it would leave the bracket. */
  double between(double from, double to, double start) {
    double low = from;
    double high = to;
    double x = Math.min(Math.max(start, low), high);
    for (int i = 0; i < MAX_STEPS; i++) {
      double excess = margin.logTail(x, upper) - logTail;
      if (excess == 0) return x;
      if (excess > 0 == upper) low = x;
      else high = x;
      double step = excess * Math.exp(-margin.logHazard(x, upper));
      double newton = upper ? x + step : x - step;
      double next = low < newton && newton < high ? newton : low / 2 + high / 2;
      if (next == x) return x;
      x = next;
    }
    return x;
  }
}
