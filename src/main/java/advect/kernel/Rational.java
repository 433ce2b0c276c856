package advect.kernel;

/**
 * Two functions as ratios of polynomials, in either precision: tanh(y) = y P(y²) / Q(y²) on the
 * clamped range, and log(1 + w) = w R(w) / S(w) on [0, 1].
 *
 * <p>They need nothing but multiplications and additions, which a compiler can do on many numbers
 * at once; every activation is made from them. All coefficients are positive, so no step cancels.
 * They were fitted by Lawson's reweighted least squares on the relative error, in 60 digits; it is
 * below 2⁻³¹ and 2⁻³⁰ (float32), 2⁻⁵⁹ and 2⁻⁵⁷ (float64), less than rounding.
 */
final class Rational {
  /** Beyond it float32's tanh(2y) rounds to 1. */
  private static final float REACH32 = 4.52f;

  /** Beyond it float64's tanh(2y) is within one spacing of 1. */
  private static final double REACH64 = 9.5;

  private Rational() {}

  /** y, moved to the nearer end of the range where P / Q holds; a NaN stays. */
  static float clamp(float y) {
    return Math.max(-REACH32, Math.min(REACH32, y));
  }

  /** As {@link #clamp(float)}. */
  static double clamp(double y) {
    return Math.max(-REACH64, Math.min(REACH64, y));
  }

  // spotless:off
  /** P(u). */
  static float tanhNumerator(float u) {
    return 1
        + u * (0.1318909539f
        + u * (0.00324705635f
        + u * 1.511447489e-5f));
  }

  /** Q(u). */
  static float tanhDenominator(float u) {
    return 1
        + u * (0.4652242815f
        + u * (0.0249884962f
        + u * (0.0002829510847f
        + u * 3.780929908e-7f)));
  }

  /** R(w). */
  static float logNumerator(float w) {
    return 1
        + w * (1.067647456f
        + w * (0.2389945399f
        + w * 0.003443339864f));
  }

  /** S(w). */
  static float logDenominator(float w) {
    return 1
        + w * (1.567647333f
        + w * (0.6894876607f
        + w * 0.07561365671f));
  }

  /** P(u). */
  static double tanhNumerator(double u) {
    return 1
        + u * (0.149884459332848455
        + u * (0.0056877735281545624
        + u * (0.0000828200194890621529
        + u * (5.29021507107347321e-7
        + u * (1.48847820493641028e-9
        + u * (1.62518815127066114e-12
        + u * 4.56129339235117988e-16))))));
  }

  /** Q(u). */
  static double tanhDenominator(double u) {
    return 1
        + u * (0.483217792666181772
        + u * (0.0334270377502151989
        + u * (0.000764380882323807346
        + u * (7.3163026854380863e-6
        + u * (3.12204964305632946e-8
        + u * (5.62097199430667403e-11
        + u * (3.39161239208672714e-14
        + u * 2.97504958114859266e-18)))))));
  }

  /** R(w). */
  static double logNumerator(double w) {
    return 1
        + w * (2.45514339337906156
        + w * (2.17605867958066284
        + w * (0.842914478873815615
        + w * (0.136096087397466169
        + w * (0.00689151634047629464
        + w * 0.0000232312667393880968)))));
  }

  /** S(w). */
  static double logDenominator(double w) {
    return 1
        + w * (2.95514339337905903
        + w * (3.3202970429370605
        + w * (1.7680152025430489
        + w * (0.452123856137141109
        + w * (0.0493272912709983564
        + w * 0.00159007965473985073)))));
  }
  // spotless:on
}
