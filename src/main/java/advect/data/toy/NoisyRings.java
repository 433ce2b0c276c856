package advect.data.toy;

import advect.numeric.LogSumExp;
import java.util.random.RandomGenerator;

/**
 * Equally likely circles around the origin plus Gaussian noise.
 *
 * <p>A uniform angle integrates in closed form: with r = |x|, p(x) = 1/K Σ over radii R of
 * exp(-(r-R)²/2s²) exp(-rR/s²) I₀(rR/s²) / (2πs²). Accuracy: rounding only.
 */
final class NoisyRings implements PointLaw {
  private final double[] radii;
  private final double sd;

  NoisyRings(double sd, double... radii) {
    this.radii = radii.clone();
    this.sd = sd;
  }

  @Override
  public int dim() {
    return 2;
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    double radius = radii[rng.nextInt(radii.length)];
    double angle = 2 * Math.PI * rng.nextDouble();
    x[0] = radius * Math.cos(angle) + sd * rng.nextGaussian();
    x[1] = radius * Math.sin(angle) + sd * rng.nextGaussian();
  }

  @Override
  public double logDensity(double[] x) {
    double variance = sd * sd;
    double r = Math.hypot(x[0], x[1]);
    LogSumExp sum = new LogSumExp();
    for (double radius : radii) {
      double off = r - radius;
      sum.add(Bessel.logScaledI0(r * radius / variance) - 0.5 * off * off / variance);
    }
    return sum.value() - Math.log(2 * Math.PI * variance * radii.length);
  }
}
