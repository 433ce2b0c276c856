package advect.train.matching;

/**
 * How the potentials of a {@link SemidiscretePlan} are fitted.
 *
 * @param steps of stochastic gradient ascent, of which the second half is averaged
 * @param draws of the base a step
 * @param firstRate of the first step, in squared standardised units
 * @param lastRate of the last step; in between it falls geometrically
 * @param seed of the draws
 */
public record SemidiscreteOptions(
    int steps, int draws, double firstRate, double lastRate, long seed) {
  /**
   * Enough for some hundreds of rows in two dimensions or more, whose imbalance comes to 1 or 2 %.
   * On a line rows lie far closer to each other: take 16,000 steps that end at a rate of 1e-5.
   */
  public static final SemidiscreteOptions DEFAULT = new SemidiscreteOptions(4000, 256, 10, 0.01, 0);

  /** Requires counts and rates that are positive, and a rate that does not grow. */
  public SemidiscreteOptions {
    if (steps < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "steps and draws must be at least 1, got %d and %d".formatted(steps, draws));
    }
    if (!(lastRate > 0 && lastRate <= firstRate && firstRate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "rates must be positive, finite and not grow, got %s and then %s"
              .formatted(firstRate, lastRate));
    }
  }

  /** A copy with so many steps. */
  public SemidiscreteOptions withSteps(int value) {
    return new SemidiscreteOptions(value, draws, firstRate, lastRate, seed);
  }

  /** A copy with other rates. */
  public SemidiscreteOptions withRates(double first, double last) {
    return new SemidiscreteOptions(steps, draws, first, last, seed);
  }

  /** A copy with another seed. */
  public SemidiscreteOptions withSeed(long value) {
    return new SemidiscreteOptions(steps, draws, firstRate, lastRate, value);
  }

  /** The rate of a step, counted from 0. */
  double rate(int step) {
    return firstRate * Math.pow(lastRate / firstRate, (double) step / steps);
  }
}
