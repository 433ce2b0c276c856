package advect.data.prepare.transform;

import advect.numeric.NormalTail;

/**
 * The distribution function F of a column: continuous, increasing everywhere.
 *
 * <p>Every tail is meant as a logarithm: log F(x) from below, log(1 - F(x)) from above.
 */
sealed interface MarginDistribution permits SmoothMargin, CountedMargin {
  /** log F(x), or log(1 - F(x)). */
  double logTail(double x, boolean upper);

  /** log (F'/F), or log (F'/(1 - F)). */
  double logHazard(double x, boolean upper);

  /** The x whose tail is this, at most log ½; finite. */
  double quantile(double logTail, boolean upper);

  /** log F'(x), in nats. */
  default double logDensity(double x) {
    boolean upper = isUpper(x);
    return logHazard(x, upper) + logTail(x, upper);
  }

  /** Whether F(x) > ½. */
  default boolean isUpper(double x) {
    return logTail(x, false) > NormalTail.LOG_HALF;
  }
}
