package advect.data.prepare.transform;

import advect.numeric.LogSumExp;

/**
 * F = (1 - ε) H + ε G: H is a spline with a Pareto tail on either side, whose density is continuous
 * at the joints, G wide and of little weight, so that F increases everywhere.
 */
record SmoothMargin(RationalSpline body, ParetoTail below, ParetoTail above, WideLogistic wide)
    implements MarginDistribution {
  /** Widens brackets beyond round-off, as a part of a logarithm. */
  private static final double SLACK = 1e-12;

  /** Tails of these shapes, whose scales the slopes of the outer knots give. */
  static SmoothMargin of(RationalSpline body, double lower, double upper, WideLogistic wide) {
    int last = body.knots().size() - 1;
    double above = 1 - body.shares().get(last);
    double below = body.shares().get(0);
    return new SmoothMargin(
        body,
        new ParetoTail(below, below / body.slopes().get(0), lower),
        new ParetoTail(above, above / body.slopes().get(last), upper),
        wide);
  }

  @Override
  public double logTail(double x, boolean upper) {
    return LogSumExp.of(ofSpline(x, upper), ofWide(x, upper));
  }

  private double ofSpline(double x, boolean upper) {
    return Math.log1p(-wide.weight()) + splineTail(x, upper);
  }

  private double ofWide(double x, boolean upper) {
    return Math.log(wide.weight()) + wide.logTail(x, upper);
  }

  /** log H(x), or log(1 - H(x)). */
  private double splineTail(double x, boolean upper) {
    if (x < body.first()) {
      double log = below.logSurvival(body.first() - x);
      return upper ? Math.log1p(-Math.exp(log)) : log;
    }
    if (x > body.last()) {
      double log = above.logSurvival(x - body.last());
      return upper ? log : Math.log1p(-Math.exp(log));
    }
    return Math.log(body.share(x, upper));
  }

  /** Each part by itself, since F may have no double. */
  @Override
  public double logHazard(double x, boolean upper) {
    double tail = logTail(x, upper);
    return LogSumExp.of(
        ofSpline(x, upper) - tail + splineHazard(x, upper),
        ofWide(x, upper) - tail + wide.logHazard(x, upper));
  }

  private double splineHazard(double x, boolean upper) {
    if (x < body.first()) {
      double z = body.first() - x;
      double hazard = below.logHazard(z);
      return upper ? hazard + below.logSurvival(z) - splineTail(x, true) : hazard;
    }
    if (x > body.last()) {
      double z = x - body.last();
      double hazard = above.logHazard(z);
      return upper ? hazard : hazard + above.logSurvival(z) - splineTail(x, false);
    }
    return body.logSlope(x) - splineTail(x, upper);
  }

  @Override
  public double quantile(double logTail, boolean upper) {
    int k = 0; // the first knot beyond x
    while (k < body.knots().size() && (logTail(body.knots().get(k), upper) > logTail) == upper) k++;
    if (k == 0) return solve(logTail, upper, outermost(logTail, upper, false), body.first());
    if (k == body.knots().size()) {
      return solve(logTail, upper, body.last(), outermost(logTail, upper, true));
    }
    return solve(logTail, upper, body.knots().get(k - 1), body.knots().get(k));
  }

  /**
   * A point beyond the x sought, below the knots or above them: one part or the other makes at
   * least half of the tail.
   */
  private double outermost(double logTail, boolean upper, boolean above) {
    double share = upper == above ? logTail : Math.log(-Math.expm1(logTail));
    double half = share - Math.log(2) - SLACK * (1 - share);
    ParetoTail tail = above ? this.above : below;
    double ofSpline = tail.distance(half - Math.log1p(-wide.weight()));
    double ofWide = wide.distance(half - Math.log(wide.weight()));
    double x =
        above
            ? Math.max(body.last() + ofSpline, wide.centre() + ofWide)
            : Math.min(body.first() - ofSpline, wide.centre() - ofWide);
    return Math.min(Math.max(x, -Double.MAX_VALUE), Double.MAX_VALUE);
  }

  private double solve(double logTail, boolean upper, double from, double to) {
    return new Quantile(this, logTail, upper).between(from, to, start(logTail, upper));
  }

  /** Where H alone makes this tail, roughly. */
  private double start(double logTail, boolean upper) {
    double log = Math.min(logTail - Math.log1p(-wide.weight()), 0);
    double rest = -Math.expm1(log);
    double distance = (upper ? above : below).distance(log);
    if (distance > 0) return upper ? body.last() + distance : body.first() - distance;
    double other = (upper ? below : above).distance(Math.log(rest));
    if (other > 0) return upper ? body.first() - other : body.last() + other;
    return body.inverse(upper ? rest : 1 - rest);
  }
}
