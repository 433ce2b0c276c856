package advect.train;

/**
 * How to train.
 *
 * @param iterations gradient steps
 * @param optimizer settings of Adam
 * @param schedule of its rate
 * @param validateEvery iterations between validations
 */
public record TrainingOptions(
    int iterations, Adam.Options optimizer, Schedule schedule, int validateEvery) {
  /** Requires positive counts. */
  public TrainingOptions {
    if (iterations < 1 || validateEvery < 1) {
      throw new IllegalArgumentException(
          "iterations and validateEvery must be at least 1, got %d and %d"
              .formatted(iterations, validateEvery));
    }
  }

  /** So many iterations of Adam at rate 5e-3, warmed up and then lowered as a cosine. */
  public static TrainingOptions of(int iterations) {
    return new TrainingOptions(
        iterations,
        Adam.Options.DEFAULT.withRate(5e-3),
        new Schedule.Cosine(Math.min(20, iterations / 10)),
        Math.max(1, iterations / 20));
  }
}
