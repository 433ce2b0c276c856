package advect.flow;

import java.util.random.RandomGenerator;

/** The density at time 0. Panels are {@code [dim][samples]}. */
public interface BaseDistribution {
  /** Adds log p₀(z) of each sample, in nats, to {@code logp}, {@code [samples]}. */
  void addLogDensity(double[] z, double[] logp);

  /** Writes ∂ log p₀/∂z into {@code gradient}, of the shape of z. */
  void score(double[] z, double[] gradient);

  /** Fills z with draws. */
  void sample(RandomGenerator rng, double[] z);
}
