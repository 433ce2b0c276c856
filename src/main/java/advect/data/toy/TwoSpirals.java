package advect.data.toy;

import advect.numeric.LogSumExp;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Two arms of a spiral, one the other's image through the origin.
 *
 * <p>A point of the first arm is ((-n cos n, n sin n) + (V₁, V₂))/3 + 0.1 ε with n = 3π sqrt(U), U
 * uniform on (0, 1), V uniform on (0, 1/2)², ε standard normal. So p(x) = (A(x) + A(-x))/2 with
 * A(x) = ∫₀^{3π} 2n/(9π²) g(x₁ - c₁(n)) g(x₂ - c₂(n)) dn, where c(n) is the middle of the smeared
 * square and g a {@link SmearedBox}.
 *
 * <p>The integral is a composite Gauss-Legendre rule whose panels carry equal mass and are about
 * two noise widths long. Accuracy: 2e-8 in log p within four noise widths of an arm, 3e-7 within
 * eight; farther out log p is right to 1e-3 of itself.
 */
final class TwoSpirals implements PointLaw {
  private static final double END = 3 * Math.PI;
  private static final double SHRINK = 3;
  private static final double SIDE = 0.5 / SHRINK;
  private static final double SD = 0.1;
  private static final int PANELS = 80;
  private static final int NODES = 10;

  /** Nodes whose terms are this far below the largest, in nats, change nothing. */
  private static final double LOST = 40;

  private final SmearedBox square = new SmearedBox(SIDE / 2, SD);
  private final double[] middle1 = new double[2 * PANELS * NODES];
  private final double[] middle2 = new double[2 * PANELS * NODES];
  private final double[] logWeight = new double[2 * PANELS * NODES];

  TwoSpirals() {
    GaussIntegratorFactory rules = new GaussIntegratorFactory();
    int node = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      double start = END * Math.sqrt((double) panel / PANELS);
      double end = END * Math.sqrt((panel + 1.0) / PANELS);
      GaussIntegrator rule = rules.legendre(NODES, start, end);
      for (int i = 0; i < NODES; i++) {
        double n = rule.getPoint(i);
        place(node++, n, rule.getWeight(i), 1);
        place(node++, n, rule.getWeight(i), -1);
      }
    }
  }

  private void place(int node, double n, double weight, int sign) {
    middle1[node] = sign * (-n * Math.cos(n) / SHRINK + SIDE / 2);
    middle2[node] = sign * (n * Math.sin(n) / SHRINK + SIDE / 2);
    logWeight[node] = Math.log(weight * n / (END * END));
  }

  @Override
  public int dim() {
    return 2;
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    double n = END * Math.sqrt(rng.nextDouble());
    int sign = rng.nextBoolean() ? 1 : -1;
    x[0] = sign * (-n * Math.cos(n) / SHRINK + SIDE * rng.nextDouble()) + SD * rng.nextGaussian();
    x[1] = sign * (n * Math.sin(n) / SHRINK + SIDE * rng.nextDouble()) + SD * rng.nextGaussian();
  }

  @Override
  public double logDensity(double[] x) {
    double reach = reach(Math.sqrt(nearestSquared(x)));
    double reachSquared = reach * reach;
    LogSumExp sum = new LogSumExp();
    for (int node = 0; node < logWeight.length; node++) {
      double off1 = x[0] - middle1[node];
      double off2 = x[1] - middle2[node];
      if (off1 * off1 + off2 * off2 <= reachSquared) {
        sum.add(logWeight[node] + square.logDensity(off1) + square.logDensity(off2));
      }
    }
    return sum.value();
  }

  private double nearestSquared(double[] x) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int node = 0; node < logWeight.length; node++) {
      double off1 = x[0] - middle1[node];
      double off2 = x[1] - middle2[node];
      nearest = Math.min(nearest, off1 * off1 + off2 * off2);
    }
    return nearest;
  }

  /**
   * How far off a node can be and still matter. A smeared square at distance q lies between
   * Gaussians of distance q - b and q + b, b being half its diagonal.
   */
  private static double reach(double nearest) {
    double b = SIDE / Math.sqrt(2);
    return b + Math.sqrt((nearest + b) * (nearest + b) + 2 * LOST * SD * SD);
  }
}
