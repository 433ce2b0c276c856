package advect.flow.dynamics;

import java.util.random.RandomGenerator;

/** Distribution of a probe's entries: mean 0, variance 1. */
public enum ProbeDistribution {
  /** +1 or -1: the smaller variance. */
  RADEMACHER {
    @Override
    double draw(RandomGenerator rng) {
      return rng.nextBoolean() ? 1 : -1;
    }
  },
  /** Standard normal. */
  GAUSSIAN {
    @Override
    double draw(RandomGenerator rng) {
      return rng.nextGaussian();
    }
  };

  abstract double draw(RandomGenerator rng);
}
