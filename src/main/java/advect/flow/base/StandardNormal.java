package advect.flow.base;

import java.util.random.RandomGenerator;

/**
 * N(0, I), with nothing to learn: log p₀(z) = -|z|²/2 - (dim/2) log 2π.
 *
 * <p>Beyond |z| = 1.9e154 that is below all doubles and so -∞; the score stays finite.
 *
 * @param dim dimension of z
 */
public record StandardNormal(int dim) implements Base, BaseDensity {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  /** Requires a dimension. */
  public StandardNormal {
    Requirements.dim(dim);
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    return this;
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    int n = logp.length;
    for (int start = 0; start < z.length; start += n) {
      for (int s = 0; s < n; s++) {
        double value = z[start + s];
        logp[s] -= value * (value / 2) + HALF_LOG_TWO_PI; // the square alone overflows earlier
      }
    }
  }

  @Override
  public void score(double[] z, double[] gradient) {
    for (int i = 0; i < z.length; i++) gradient[i] = -z[i];
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    for (int i = 0; i < z.length; i++) z[i] = rng.nextGaussian();
  }
}
