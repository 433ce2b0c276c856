package advect.flow.base;

/**
 * How log Γ grows from a to a + 1/2, and the slope of that, for a &gt; 0, to a few units in the
 * last place: the differences of log Γ and of digamma lose all digits where a is large.
 *
 * <p>From Γ(a + 1) = a Γ(a) the growth at a is that at a + 1 less log(1 + 1/(2a)); beyond {@value
 * #FAR}, it is log(a)/2 - 1/(8a) + 1/(192a³) - 1/(640a⁵), less than 1e-16 off (Tricomi and Erdélyi,
 * "The asymptotic expansion of a ratio of gamma functions", 1951).
 */
final class HalfStep {
  private static final int FAR = 100;

  private HalfStep() {}

  /** log Γ(a + 1/2) - log Γ(a). */
  static double logGamma(double a) {
    double x = a;
    double steps = 0;
    for (; x < FAR; x++) steps += Math.log1p(0.5 / x);
    double q = 1 / (x * x);
    return Math.log(x) / 2 - (1 / 8.0 - q * (1 / 192.0 - q / 640)) / x - steps;
  }

  /** ψ(a + 1/2) - ψ(a). */
  static double digamma(double a) {
    double x = a;
    double steps = 0;
    for (; x < FAR; x++) steps += 0.5 / (x * (x + 0.5));
    double q = 1 / (x * x);
    return 0.5 / x + q * (1 / 8.0 - q * (1 / 64.0 - q / 128)) + steps;
  }
}
