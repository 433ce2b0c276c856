package advect.train;

import advect.train.optimizer.Adam;
import advect.train.optimizer.Optimizer;
import advect.train.optimizer.Schedule;

/**
 * How to train.
 *
 * @param iterations gradient steps
 * @param optimizer the rule of a step
 * @param schedule of its rate
 * @param clip the largest norm of a gradient, to which longer ones are shortened; infinite for none
 * @param average decay of the exponential average of parameters that is validated and kept; less in
 *     the first steps, (1 + n)/(10 + n) at most after n; 0 for the parameters themselves
 * @param validateEvery iterations between validations
 * @param stopping when to end before that many iterations
 */
public record TrainingOptions(
    int iterations,
    Optimizer optimizer,
    Schedule schedule,
    double clip,
    double average,
    int validateEvery,
    StoppingRule stopping) {
  /** The rate of Adam that trains small networks fastest; wide ones want less. */
  public static final double RATE = 1e-2;

  /** Requires positive counts, a positive norm, and a decay below 1. */
  public TrainingOptions {
    if (iterations < 1 || validateEvery < 1) {
      throw new IllegalArgumentException(
          "iterations and validateEvery must be at least 1, got %d and %d"
              .formatted(iterations, validateEvery));
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("the norm to clip to must be positive, got " + clip);
    }
    if (!(average >= 0 && average < 1)) {
      throw new IllegalArgumentException(
          "the decay of the average must be from 0 to less than 1, got " + average);
    }
  }

  /** Neither clipped nor averaged. */
  public TrainingOptions(
      int iterations,
      Optimizer optimizer,
      Schedule schedule,
      int validateEvery,
      StoppingRule stopping) {
    this(iterations, optimizer, schedule, Double.POSITIVE_INFINITY, 0, validateEvery, stopping);
  }

  /** All iterations, with no early end. */
  public TrainingOptions(
      int iterations, Optimizer optimizer, Schedule schedule, int validateEvery) {
    this(iterations, optimizer, schedule, validateEvery, StoppingRule.NONE);
  }

  /** A copy that may end early. */
  public TrainingOptions withStopping(StoppingRule value) {
    return new TrainingOptions(
        iterations, optimizer, schedule, clip, average, validateEvery, value);
  }

  /** A copy that validates so often. */
  public TrainingOptions withValidateEvery(int value) {
    return new TrainingOptions(iterations, optimizer, schedule, clip, average, value, stopping);
  }

  /** A copy that shortens gradients to a norm. */
  public TrainingOptions withClip(double value) {
    return new TrainingOptions(
        iterations, optimizer, schedule, value, average, validateEvery, stopping);
  }

  /** A copy that keeps an average with this decay. */
  public TrainingOptions withAverage(double value) {
    return new TrainingOptions(
        iterations, optimizer, schedule, clip, value, validateEvery, stopping);
  }

  /** A copy with another rule of a step. */
  public TrainingOptions withOptimizer(Optimizer value) {
    return new TrainingOptions(iterations, value, schedule, clip, average, validateEvery, stopping);
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
