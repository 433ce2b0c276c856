package advect.data.toy;

/** The modified Bessel function of order 0, scaled so that it does not overflow. */
final class Bessel {
  /** Below, the power series needs under 60 terms; above, the asymptotic one reaches round-off. */
  private static final double ASYMPTOTIC_FROM = 20;

  private static final double ROUND_OFF = 1e-17;

  private Bessel() {}

  /**
   * log(exp(-z) I₀(z)) for z >= 0.
   *
   * <p>Power series Σ (z²/4)ᵏ / k!² for small z; for large z, Σ ((2k-1)!!)² / (k! (8z)ᵏ) /
   * sqrt(2πz). All terms are positive, so neither cancels. The asymptotic series is cut where its
   * terms drop below round-off; at z = 20 they would start to grow again only near k = 40, at
   * 1e-17.
   *
   * <p>Accuracy: 1e-14 absolute up to z = 20, 1e-15 relative beyond.
   *
   * <p>Reference: Abramowitz and Stegun, "Handbook of Mathematical Functions", 9.6.12 and 9.7.1.
   */
  static double logScaledI0(double z) {
    if (z < ASYMPTOTIC_FROM) return Math.log(powerSeries(z * z / 4)) - z;
    return Math.log(asymptoticSeries(8 * z)) - 0.5 * Math.log(2 * Math.PI * z);
  }

  private static double powerSeries(double quarterSquare) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > ROUND_OFF * sum; k++) {
      term *= quarterSquare / ((double) k * k);
      sum += term;
    }
    return sum;
  }

  private static double asymptoticSeries(double eightZ) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > ROUND_OFF * sum && k < eightZ / 4; k++) {
      double odd = 2.0 * k - 1;
      term *= odd * odd / (k * eightZ);
      sum += term;
    }
    return sum;
  }
}
