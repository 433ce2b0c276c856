package advect.data.prepare.transform;

import advect.numeric.LogSumExp;
import advect.numeric.NormalTail;

/**
 * F = Σ (n - δ)/N U + δ K/N C: the K values of a rounded column with the n of N rows that each has,
 * uniform in its cell (U), and a smooth curve C for values that no training row has.
 *
 * <p>Every value gives a part of a row, the {@linkplain ValueCounts discount} δ, to the curve, so
 * that a column of values that come once or twice leaves much to it, and a column of few values
 * next to nothing.
 */
record CountedMargin(SmoothMargin curve, ValueCounts counts) implements MarginDistribution {
  @Override
  public double logTail(double x, boolean upper) {
    return LogSumExp.of(
        Math.log(counts.rest()) + curve.logTail(x, upper), Math.log(counts.share(x, upper)));
  }

  @Override
  public double logHazard(double x, boolean upper) {
    return logDensity(x) - logTail(x, upper);
  }

  @Override
  public double logDensity(double x) {
    return LogSumExp.of(Math.log(counts.rest()) + curve.logDensity(x), Math.log(counts.density(x)));
  }

  @Override
  public double quantile(double logTail, boolean upper) {
    int last = 2 * counts.values() - 1;
    if (!isAtOrBelow(0, logTail, upper)) {
      return Math.min(ofCurve(logTail, upper), counts.edge(0));
    }
    if (isAtOrBelow(last, logTail, upper)) {
      return Math.max(ofCurve(logTail, upper), counts.edge(last));
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (isAtOrBelow(middle, logTail, upper)) low = middle;
      else high = middle;
    }
    double from = counts.edge(low);
    double to = counts.edge(high);
    return new Quantile(this, logTail, upper).between(from, to, from / 2 + to / 2);
  }

  /** Whether an edge is at the x of this tail or below it. */
  private boolean isAtOrBelow(int edge, double logTail, boolean upper) {
    double there = logTail(counts.edge(edge), upper);
    return upper ? there >= logTail : there <= logTail;
  }

  /** Beyond all cells, where the curve alone makes the tail. */
  private double ofCurve(double logTail, boolean upper) {
    double log = Math.min(logTail - Math.log(counts.rest()), -Double.MIN_NORMAL);
    if (log <= NormalTail.LOG_HALF) return curve.quantile(log, upper);
    return curve.quantile(Math.log(-Math.expm1(log)), !upper);
  }
}
