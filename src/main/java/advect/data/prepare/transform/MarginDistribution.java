package advect.data.prepare.transform;

import advect.numeric.NormalTail;

/**
 * F = (1 - ε) H + ε G: H is a spline with a Pareto tail on either side, whose density is continuous
 * at the joints, G wide and of little weight, so that F increases everywhere.
 *
 * <p>Every tail is meant as a logarithm: log F(x) from below, log(1 - F(x)) from above.
 */
record MarginDistribution(
    RationalSpline body, ParetoTail below, ParetoTail above, WideLogistic wide) {
  private static final int MAX_STEPS = 200;

  /** Widens brackets beyond round-off, as a part of a logarithm. */
  private static final double SLACK = 1e-12;

  /** Tails of these shapes, whose scales the slopes of the outer knots give. */
  static MarginDistribution of(RationalSpline body, double lower, double upper, WideLogistic wide) {
    int last = body.knots().size() - 1;
    double above = 1 - body.shares().get(last);
    double below = body.shares().get(0);
    return new MarginDistribution(
        body,
        new ParetoTail(below, below / body.slopes().get(0), lower),
        new ParetoTail(above, above / body.slopes().get(last), upper),
        wide);
  }

  /** log F(x), or log(1 - F(x)). */
  double logTail(double x, boolean upper) {
    return logSum(ofSpline(x, upper), ofWide(x, upper));
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

  /** log (F'/F), or log (F'/(1 - F)): each part by itself, since F may have no double. */
  double logHazard(double x, boolean upper) {
    double tail = logTail(x, upper);
    return logSum(
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

  /** log F'(x), in nats. */
  double logDensity(double x) {
    boolean upper = isUpper(x);
    return logHazard(x, upper) + logTail(x, upper);
  }

  /** Whether F(x) > ½. */
  boolean isUpper(double x) {
    return logTail(x, false) > NormalTail.LOG_HALF;
  }

  /** The x whose tail is this, at most log ½; finite. */
  double quantile(double logTail, boolean upper) {
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

  /** By Newton's method in log F from the point of H, halving where it would leave the bracket. */
  private double solve(double logTail, boolean upper, double from, double to) {
    double low = from;
    double high = to;
    double x = Math.min(Math.max(start(logTail, upper), low), high);
    for (int i = 0; i < MAX_STEPS; i++) {
      double excess = logTail(x, upper) - logTail;
      if (excess == 0) return x;
      if (excess > 0 == upper) low = x;
      else high = x;
      double step = excess * Math.exp(-logHazard(x, upper));
      double newton = upper ? x + step : x - step;
      double next = low < newton && newton < high ? newton : low / 2 + high / 2;
      if (next == x) return x;
      x = next;
    }
    return x;
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

  /** log(exp a + exp b). */
  private static double logSum(double a, double b) {
    double greater = Math.max(a, b);
    if (Double.isInfinite(greater)) return greater;
    return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
  }
}
