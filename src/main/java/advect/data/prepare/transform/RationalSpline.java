package advect.data.prepare.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An increasing C¹ function through knots (x_k, p_k) with slopes d_k > 0. Between two knots h
 * apart, with θ = (x - x_k)/h, a = d_k h / (p_(k+1) - p_k) and b likewise of d_(k+1),
 *
 * <pre>(p - p_k) / (p_(k+1) - p_k) = (θ² + a θ (1-θ)) / (1 + (a + b - 2) θ (1-θ))
 * </pre>
 *
 * <p>which increases whatever a and b are.
 *
 * <p>Reference: Gregory and Delbourgo, "Piecewise rational quadratic interpolation to monotonic
 * data", IMA J. Numer. Anal. 2, 1982.
 *
 * @param knots x_k, increasing, two or more
 * @param shares p_k, increasing, between 0 and 1
 * @param slopes d_k
 */
record RationalSpline(List<Double> knots, List<Double> shares, List<Double> slopes) {
  /** More knots than this are rather the rows themselves. */
  static final int MOST_KNOTS = 64;

  /** Requires what the parameters say. */
  RationalSpline {
    knots = List.copyOf(knots);
    shares = List.copyOf(shares);
    slopes = List.copyOf(slopes);
    int n = knots.size();
    boolean sizes = 2 <= n && n <= MOST_KNOTS && shares.size() == n && slopes.size() == n;
    boolean sound = sizes && increase(knots) && increase(shares);
    if (!sound
        || !(0 < shares.get(0) && shares.get(n - 1) < 1)
        || !Double.isFinite(knots.get(n - 1) - knots.get(0))
        || !slopes.stream().allMatch(d -> 0 < d && Double.isFinite(d))) {
      throw new IllegalArgumentException(
          ("a curve needs 2 to %d increasing knots, shares that increase between 0 and 1 and positive"
                  + " slopes, as many, found %s, %s, %s")
              .formatted(MOST_KNOTS, knots, shares, slopes));
    }
  }

  private static boolean increase(List<Double> values) {
    return IntStream.range(1, values.size()).allMatch(i -> values.get(i - 1) < values.get(i));
  }

  /**
   * Through knots whose inner slopes are the weighted geometric means of the slopes of the two
   * chords, the nearer knot's weighing more: Gregory and Delbourgo's choice, which never
   * overshoots.
   *
   * @param first slope at the first knot
   * @param last slope at the last knot
   */
  static RationalSpline through(
      List<Double> knots, List<Double> shares, double first, double last) {
    List<Double> slopes = new ArrayList<>();
    slopes.add(first);
    for (int k = 1; k < knots.size() - 1; k++) {
      double left = knots.get(k) - knots.get(k - 1);
      double right = knots.get(k + 1) - knots.get(k);
      double share = right / (left + right);
      double before = Math.log((shares.get(k) - shares.get(k - 1)) / left);
      double after = Math.log((shares.get(k + 1) - shares.get(k)) / right);
      slopes.add(Math.exp(share * before + (1 - share) * after));
    }
    slopes.add(last);
    return new RationalSpline(knots, shares, slopes);
  }

  double first() {
    return knots.get(0);
  }

  double last() {
    return knots.get(knots.size() - 1);
  }

  /** The number of the interval that holds x, the nearest one if none does. */
  private int interval(double x) {
    int low = 0;
    int high = knots.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (knots.get(middle) <= x) low = middle;
      else high = middle;
    }
    return low;
  }

  /** p(x), or 1 - p(x), between the outer knots. */
  double share(double x, boolean upper) {
    int k = interval(x);
    double width = knots.get(k + 1) - knots.get(k);
    double mass = shares.get(k + 1) - shares.get(k);
    double theta = (x - knots.get(k)) / width;
    double rest = (knots.get(k + 1) - x) / width;
    double a = slopes.get(k) * width / mass;
    double b = slopes.get(k + 1) * width / mass;
    double whole = 1 + (a + b - 2) * theta * rest;
    if (upper) return 1 - shares.get(k + 1) + mass * rest * (rest + b * theta) / whole;
    return shares.get(k) + mass * theta * (theta + a * rest) / whole;
  }

  /** log p'(x), between the outer knots. */
  double logSlope(double x) {
    int k = interval(x);
    double width = knots.get(k + 1) - knots.get(k);
    double mass = shares.get(k + 1) - shares.get(k);
    double theta = (x - knots.get(k)) / width;
    double rest = (knots.get(k + 1) - x) / width;
    double a = slopes.get(k) * width / mass;
    double b = slopes.get(k + 1) * width / mass;
    double whole = 1 + (a + b - 2) * theta * rest;
    double slope = b * theta * theta + 2 * theta * rest + a * rest * rest;
    return Math.log(mass / width) + Math.log(slope) - 2 * Math.log(whole);
  }

  /** Where p is this, between the outer knots: the root of a quadratic equation. */
  double inverse(double share) {
    int k = 0;
    while (k < knots.size() - 2 && shares.get(k + 1) <= share) k++;
    double width = knots.get(k + 1) - knots.get(k);
    double mass = shares.get(k + 1) - shares.get(k);
    double p = Math.min(Math.max((share - shares.get(k)) / mass, 0), 1);
    double a = slopes.get(k) * width / mass;
    double b = slopes.get(k + 1) * width / mass;
    double linear = a - p * (a + b - 2);
    double root = Math.sqrt(linear * linear + 4 * p * (1 - linear));
    double theta = linear > 0 ? 2 * p / (linear + root) : (root - linear) / (2 * (1 - linear));
    return knots.get(k) + width * Math.min(Math.max(theta, 0), 1);
  }
}
