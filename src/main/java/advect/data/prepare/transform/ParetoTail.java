package advect.data.prepare.transform;

/**
 * What lies beyond a point u: S(z) = p (1 + ξ z / β)^(-1/ξ) at the distance z ≥ 0 from u, the
 * generalised Pareto distribution. ξ &lt; 0 ends at z = -β/ξ, as a uniform distribution does for ξ
 * = -1; ξ = 0 is exponential; ξ &gt; 0 is the power law z^(-1/ξ).
 *
 * <p>Reference: Pickands, "Statistical inference using extreme order statistics", Annals of
 * Statistics 3, 1975: the tails of all common distributions come to this form.
 *
 * @param mass p, from 0 to 1
 * @param scale β &gt; 0, in the units of z; the density at u is p/β
 * @param shape ξ ≥ -1, so that the density does not grow at the end
 */
record ParetoTail(double mass, double scale, double shape) {
  /** Shapes this small are 0: ξ z / β may have no digits. */
  private static final double EXPONENTIAL = 1e-12;

  /** Requires what the parameters say. */
  ParetoTail {
    boolean sound = 0 < mass && mass < 1 && 0 < scale && -1 <= shape;
    if (!sound || !Double.isFinite(scale) || !Double.isFinite(shape)) {
      throw new IllegalArgumentException(
          ("a tail needs a mass between 0 and 1, a finite positive scale and a shape of -1 or"
                  + " more, found %s, %s, %s")
              .formatted(mass, scale, shape));
    }
  }

  private boolean exponential() {
    return Math.abs(shape) < EXPONENTIAL;
  }

  private boolean ended(double z) {
    return 1 + shape * (z / scale) <= 0;
  }

  /** log S(z); -∞ beyond the end. */
  double logSurvival(double z) {
    if (exponential()) return Math.log(mass) - z / scale;
    if (ended(z)) return Double.NEGATIVE_INFINITY;
    return Math.log(mass) - Math.log1p(shape * (z / scale)) / shape;
  }

  /** log (-S'(z) / S(z)); -∞ beyond the end. */
  double logHazard(double z) {
    if (exponential()) return -Math.log(scale);
    if (ended(z)) return Double.NEGATIVE_INFINITY;
    return -Math.log(scale) - Math.log1p(shape * (z / scale));
  }

  /** The z with log S(z) = {@code logTail}; 0 if that is above log p. */
  double distance(double logTail) {
    double fall = Math.max(Math.log(mass) - logTail, 0);
    double z = exponential() ? fall : Math.expm1(shape * fall) / shape;
    return scale * z;
  }
}
