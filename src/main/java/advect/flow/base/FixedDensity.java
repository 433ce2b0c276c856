package advect.flow.base;

import java.util.random.RandomGenerator;

/** A density whose parameters are not φ, and so have no gradient. */
record FixedDensity(BaseDensity density) implements BaseDensity {
  @Override
  public void addLogDensity(double[] z, double[] logp) {
    density.addLogDensity(z, logp);
  }

  @Override
  public void score(double[] z, double[] gradient) {
    density.score(z, gradient);
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    density.sample(rng, z);
  }
}
