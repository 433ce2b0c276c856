package advect.train;

/**
 * How to train.
 *
 * @param iterations gradient steps
 * @param optimizer step rule
 * @param schedule of its rate
 * @param validateEvery iterations between validations
 * @param stopping when to end before that many iterations
 */
public record TrainingOptions(
    int iterations,
    Optimizer optimizer,
    Schedule schedule,
    int validateEvery,
    StoppingRule stopping) {
  /** The rate of Adam that trains small networks fastest; wide ones want less. */
  public static final double RATE = 1e-2;

  /** Requires positive counts. */
  public TrainingOptions {
    if (iterations < 1 || validateEvery < 1) {
      throw new IllegalArgumentException(
          "iterations and validateEvery must be at least 1, got %d and %d"
              .formatted(iterations, validateEvery));
    }
  }

  /** All iterations, with no early end. */
  public TrainingOptions(
      int iterations, Optimizer optimizer, Schedule schedule, int validateEvery) {
    this(iterations, optimizer, schedule, validateEvery, StoppingRule.NONE);
  }

  /** A copy that may end early. */
  public TrainingOptions withStopping(StoppingRule value) {
    return new TrainingOptions(iterations, optimizer, schedule, validateEvery, value);
  }

  /** So many iterations of Adam at {@link #RATE}, warmed up and then lowered as a cosine. */
  public static TrainingOptions of(int iterations) {
    return new TrainingOptions(
        iterations,
        Adam.DEFAULT.withRate(RATE),
        new Schedule.Cosine(Math.min(20, iterations / 10)),
        Math.max(1, iterations / 20));
  }
}
