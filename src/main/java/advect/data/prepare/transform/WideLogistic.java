package advect.data.prepare.transform;

import advect.numeric.LogSumExp;

/**
 * G(x) = 1 / (1 + exp(-(x - centre) / scale)) with a small weight ε: what is kept for values beyond
 * all that training rows have. Its tails are exponential, so that a power law beside it stays one.
 *
 * @param weight ε, between 0 and 1
 * @param centre where G is ½
 * @param scale &gt; 0
 */
record WideLogistic(double weight, double centre, double scale) {
  /** Requires what the parameters say. */
  WideLogistic {
    boolean sound = 0 < weight && weight < 1 && 0 < scale;
    if (!sound || !Double.isFinite(centre) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          ("a wide distribution needs a weight between 0 and 1, a finite centre and a finite positive"
                  + " scale, found %s, %s, %s")
              .formatted(weight, centre, scale));
    }
  }

  private double outwards(double x, boolean upper) {
    return upper ? (x - centre) / scale : (centre - x) / scale;
  }

  /** log G(x), or log(1 - G(x)). */
  double logTail(double x, boolean upper) {
    return -LogSumExp.of(0, outwards(x, upper));
  }

  /** log (G'/G), or log (G'/(1 - G)): the other side of G over the scale. */
  double logHazard(double x, boolean upper) {
    return -LogSumExp.of(0, -outwards(x, upper)) - Math.log(scale);
  }

  /** How far from the centre, outwards, a tail of this size begins; -∞ for 1 or more. */
  double distance(double logTail) {
    if (logTail >= 0) return Double.NEGATIVE_INFINITY;
    return scale * (Math.log(-Math.expm1(logTail)) - logTail);
  }
}
