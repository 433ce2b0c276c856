package advect.data.toy;

import advect.numeric.LogSumExp;
import java.util.random.RandomGenerator;

/**
 * Five blades: Gaussian spokes bent by a rotation that grows with their length.
 *
 * <p>With f₀ ~ N(1, 0.3²), f₁ ~ N(0, 0.1²) and k uniform on 1..5, x is 2f turned clockwise by 2πk/5
 * + exp(f₀)/4. For one k the map has Jacobian determinant 4 (1 + f₁ exp(f₀)/4), so p(x) = 1/5 Σ
 * N(f₀; 1, 0.3²) N(f₁; 0, 0.1²) / (4 |1 + f₁ exp(f₀)/4|) over all f that reach x.
 *
 * <p>Those are f = r (cos ψ, sin ψ) with r = |x|/2 and h(ψ) = ψ - exp(r cos ψ)/4 = arg x + 2πj/5, j
 * any integer. Between the at most two zeros of h' on (-π, 0), h is monotone, so every root has a
 * bracket and none is missed.
 *
 * <p>Accuracy: 1e-11 of p for |x| up to 20, except within rounding of a fold of the map, where p
 * has an integrable pole (the Gaussian weight of a fold is under 1e-7 of the largest). Farther out
 * the blades have wound round so often that their mean over the angle stands for p: log p is right
 * to 1 %.
 */
final class Pinwheel implements PointLaw {
  private static final int BLADES = 5;
  private static final double LENGTH_SD = 0.3;
  private static final double WIDTH_SD = 0.1;
  private static final double TWIST = 0.25;
  private static final double SCALE = 2;
  private static final double WOUND_UP_FROM = 10;

  @Override
  public int dim() {
    return 2;
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    double length = 1 + LENGTH_SD * rng.nextGaussian();
    double width = WIDTH_SD * rng.nextGaussian();
    double turn = 2 * Math.PI * rng.nextInt(BLADES) / BLADES + TWIST * Math.exp(length);
    x[0] = SCALE * (length * Math.cos(turn) + width * Math.sin(turn));
    x[1] = SCALE * (width * Math.cos(turn) - length * Math.sin(turn));
  }

  @Override
  public double logDensity(double[] x) {
    double r = Math.hypot(x[0], x[1]) / SCALE;
    return r > WOUND_UP_FROM ? logMeanOverAngle(r) : logSumOverRoots(r, Math.atan2(x[1], x[0]));
  }

  private static double logSumOverRoots(double r, double angle) {
    LogSumExp sum = new LogSumExp();
    double edge = edge(r);
    double valley = Math.max(-edge, -steepestDescent(r));
    if (slope(r, valley) >= 0) {
      addRoots(sum, r, angle, -edge, edge);
    } else {
      double top = slope(r, -edge) > 0 ? slopeZero(r, -edge, valley) : -edge;
      double bottom = slopeZero(r, 0, valley);
      addRoots(sum, r, angle, -edge, top);
      addRoots(sum, r, angle, top, bottom);
      addRoots(sum, r, angle, bottom, edge);
    }
    return sum.value();
  }

  /**
   * Roots outside ±edge weigh nothing. The exponent (r cos ψ - 1)²/0.18 + (r sin ψ)²/0.02 exceeds
   * its least value, at ψ = 0, by at least 45 once 1 - cos ψ is above 1.02/r², if r is above 2.5.
   */
  private static double edge(double r) {
    return r < 2.5 ? Math.PI : Math.acos(1 - 1.02 / (r * r));
  }

  /** The ψ > 0 at which sin ψ exp(r cos ψ) is largest: r cos²ψ + cos ψ - r = 0. */
  private static double steepestDescent(double r) {
    return Math.acos(2 * r / (1 + Math.sqrt(1 + 4 * r * r)));
  }

  /** Adds the terms of all roots of h = angle + 2πj/5 between two ψ, where h is monotone. */
  private static void addRoots(LogSumExp sum, double r, double angle, double from, double to) {
    double sector = 2 * Math.PI / BLADES;
    double start = (h(r, from) - angle) / sector;
    double end = (h(r, to) - angle) / sector;
    for (double j = Math.ceil(Math.min(start, end)); j < Math.max(start, end); j++) {
      sum.add(logTerm(r, root(r, angle + j * sector, from, to)));
    }
  }

  private static double logTerm(double r, double psi) {
    double length = r * Math.cos(psi);
    double width = r * Math.sin(psi);
    double jacobian = Math.max(Math.abs(slope(r, psi)), Double.MIN_NORMAL);
    return logNormal(length - 1, LENGTH_SD)
        + logNormal(width, WIDTH_SD)
        - Math.log(BLADES * SCALE * SCALE * jacobian);
  }

  private static double logMeanOverAngle(double r) {
    // The mean of N(r cos ψ; 1, 0.3²) N(r sin ψ; 0, 0.1²) over ψ, by Laplace's method at ψ = 0.
    double ratio = WIDTH_SD * WIDTH_SD / (LENGTH_SD * LENGTH_SD);
    return logNormal(r - 1, LENGTH_SD)
        - Math.log(SCALE * SCALE * 2 * Math.PI * r)
        - 0.5 * Math.log1p(-ratio * (r - 1) / r);
  }

  private static double logNormal(double off, double sd) {
    return -0.5 * (off / sd) * (off / sd) - Math.log(sd * Math.sqrt(2 * Math.PI));
  }

  private static double h(double r, double psi) {
    return psi - TWIST * Math.exp(r * Math.cos(psi));
  }

  /** h'(ψ), which is also a quarter of the Jacobian determinant. */
  private static double slope(double r, double psi) {
    return 1 + TWIST * r * Math.sin(psi) * Math.exp(r * Math.cos(psi));
  }

  /** Newton's method for h = target, kept inside a bracket by halving it. */
  private static double root(double r, double target, double from, double to) {
    boolean rising = h(r, from) < h(r, to);
    double low = from;
    double high = to;
    double psi = 0.5 * (from + to);
    while (high - low > 1e-14) {
      double off = h(r, psi) - target;
      if (off > 0 == rising) high = psi;
      else low = psi;
      double next = psi - off / slope(r, psi);
      if (Math.abs(next - psi) < 1e-14) return next;
      psi = next > low && next < high ? next : 0.5 * (low + high);
    }
    return psi;
  }

  /** The zero of h' between a ψ where it is positive and one where it is negative, by halving. */
  private static double slopeZero(double r, double positive, double negative) {
    double above = positive;
    double below = negative;
    while (Math.abs(above - below) > 1e-15) {
      double middle = 0.5 * (above + below);
      if (middle == above || middle == below) break;
      if (slope(r, middle) > 0) above = middle;
      else below = middle;
    }
    return below;
  }
}
