package advect.data.toy;

import org.apache.commons.math3.special.Erf;

/**
 * The density of a uniform number plus Gaussian noise: with half width w and standard deviation s,
 * g(v) = (Q((|v|-w)/s) - Q((|v|+w)/s)) / 2w, where v is measured from the middle and Q is the upper
 * tail of the standard normal.
 *
 * <p>log g and its derivative are tabulated at steps of s/50 out to 40 s and joined by cubic
 * Hermite pieces; beyond that log g is computed. Accuracy: 1e-9 absolute; a cubic piece of step h
 * is off by at most h⁴/384 max|(log g)⁗|, and (log g)⁗ is a small multiple of s⁻⁴.
 */
final class SmearedBox {
  private static final int STEPS_PER_SD = 50;
  private static final int STEPS = 40 * STEPS_PER_SD;

  /** From here up the tail is computed by its continued fraction, which never underflows. */
  private static final double FRACTION_FROM = 5;

  private final double half;
  private final double sd;
  private final double step;

  /** log g at multiples of the step. */
  private final double[] values = new double[STEPS + 1];

  /** Its derivatives there, times the step. */
  private final double[] slopes = new double[STEPS + 1];

  SmearedBox(double half, double sd) {
    this.half = half;
    this.sd = sd;
    this.step = sd / STEPS_PER_SD;
    for (int i = 0; i <= STEPS; i++) {
      values[i] = computed(i * step);
      slopes[i] = step * slope(i * step, values[i]);
    }
  }

  /** log g(v). */
  double logDensity(double v) {
    double position = Math.abs(v) / step;
    if (position >= STEPS) return computed(Math.abs(v));
    int i = (int) position;
    double u = position - i;
    double rise = values[i + 1] - values[i];
    double c = slopes[i] - rise;
    double d = rise - slopes[i + 1];
    return values[i] + u * (rise + (1 - u) * (c * (1 - u) + d * u));
  }

  /** log g(v) for v >= 0 from its formula. */
  double computed(double v) {
    double near = logUpperTail((v - half) / sd);
    if (near == Double.NEGATIVE_INFINITY) return near;
    double far = logUpperTail((v + half) / sd);
    return near + Math.log1p(-Math.exp(far - near)) - Math.log(2 * half);
  }

  /** (log g)'(v), from logarithms because g itself underflows within the table. */
  private double slope(double v, double logDensity) {
    double scale = logDensity + Math.log(2 * half * sd);
    return Math.exp(logNormal((v + half) / sd) - scale)
        - Math.exp(logNormal((v - half) / sd) - scale);
  }

  private static double logNormal(double a) {
    return -0.5 * a * a - 0.5 * Math.log(2 * Math.PI);
  }

  /**
   * log Q(a). For large a, Q(a) = φ(a) / (a + 1/(a + 2/(a + 3/(a + ...)))); forty levels are enough
   * for round-off from a = 5 on.
   *
   * <p>Reference: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.14.
   */
  static double logUpperTail(double a) {
    if (a < FRACTION_FROM) return Math.log(0.5 * Erf.erfc(a / Math.sqrt(2)));
    double denominator = a;
    for (int level = 40; level >= 1; level--) denominator = a + level / denominator;
    return logNormal(a) - Math.log(denominator);
  }
}
