package advect.numeric;

/**
 * The tail of the standard normal distribution, Φ(-t) for t ≥ 0, and its inverse, in logarithms: so
 * that nothing is lost where Φ(-t) has no double.
 *
 * <p>Everything is made of Mills' ratio M(t) = Φ(-t) / φ(t): log Φ(-t) = log M(t) - t²/2 - ½ log
 * 2π.
 *
 * <p>Reference: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.11 (series),
 * 26.2.14 (continued fraction) and 26.2.23 (first guess of the inverse).
 */
public final class NormalTail {
  /** log ½: the tail at t = 0. */
  public static final double LOG_HALF = -Math.log(2);

  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

  /**
   * Below this the series, whose difference loses a factor of 400 in precision here; above it the
   * fraction, which with n terms errs by about exp(-t √(2 n)).
   */
  private static final double JOINT = 3;

  /** t² n: the fraction errs by exp(-40) then. */
  private static final double TERMS = 800;

  /** For large t, where a term is 1/t² of the last. */
  private static final int FEWEST = 10;

  private static final int MAX_STEPS = 50;

  /** A Halley step from an error e leaves e³: none that doubles hold. */
  private static final double CLOSE = 1e-6;

  private NormalTail() {}

  /** Mills' ratio Φ(-t) / φ(t), for t ≥ 0. */
  public static double millsRatio(double t) {
    return t < JOINT ? bySeries(t) : byFraction(t);
  }

  /** √(π/2) exp(t²/2) - (t + t³/3 + t⁵/(3·5) + ...). */
  private static double bySeries(double t) {
    double term = t;
    double sum = 0;
    for (int odd = 3; sum + term > sum; odd += 2) {
      sum += term;
      term *= t * t / odd;
    }
    return Math.sqrt(Math.PI / 2) * Math.exp(t * t / 2) - sum;
  }

  /** 1 / (t + 1 / (t + 2 / (t + 3 / (t + ...)))), from its end. */
  private static double byFraction(double t) {
    double fraction = t;
    for (int k = (int) (TERMS / (t * t)) + FEWEST; k > 0; k--) fraction = t + k / fraction;
    return 1 / fraction;
  }

  /** log Φ(-t), for t ≥ 0. */
  public static double log(double t) {
    return Math.log(millsRatio(t)) - t * t / 2 - LOG_ROOT_TWO_PI;
  }

  /**
   * The t ≥ 0 with log Φ(-t) = {@code logTail}, by Halley steps to the last digits that the
   * logarithm determines; 0 above log ½, infinite for -∞.
   */
  public static double inverse(double logTail) {
    if (logTail >= LOG_HALF) return 0;
    if (logTail == Double.NEGATIVE_INFINITY) return Double.POSITIVE_INFINITY;
    double t = guess(Math.sqrt(-2 * logTail));
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MAX_STEPS && Math.abs(step) > CLOSE * Math.min(t, 1); i++) {
      double mills = millsRatio(t);
      double excess = Math.log(mills) - t * t / 2 - LOG_ROOT_TWO_PI - logTail;
      double newton = -excess * mills;
      step = newton / (1 - newton * (1 / mills - t) / 2);
      t = Math.max(t - step, 0);
    }
    return t;
  }

  /** Within 4.5e-4, for q = √(-2 log Φ(-t)). */
  private static double guess(double q) {
    double above = 2.515517 + q * (0.802853 + q * 0.010328);
    double below = 1 + q * (1.432788 + q * (0.189269 + q * 0.001308));
    return Math.max(q - above / below, 0);
  }
}
