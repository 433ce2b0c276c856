package advect.supervised;

import advect.train.TrainingOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Optimizer;
import advect.train.optimizer.Schedule;

/**
 * How long and with what to train.
 *
 * @param epochs times that every example is seen
 * @param batch examples an iteration; all of them if there are not as many
 * @param noise standard deviation of the Gaussian noise that every input gets afresh whenever it is
 *     seen, against learning by heart
 * @param optimizer steps
 * @param schedule of their rate
 * @param seed of starting values, batches and noise
 */
public record FitOptions(
    int epochs, int batch, double noise, Optimizer optimizer, Schedule schedule, long seed) {
  /** Thirty epochs of batches of 64 examples without noise, at a constant rate of 1e-3. */
  public static final FitOptions DEFAULT =
      new FitOptions(30, 64, 0, Adam.DEFAULT, new Schedule.Constant(), 1);

  /** Requires at least one epoch and example, and no negative noise. */
  public FitOptions {
    if (epochs < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "epochs and batch must be at least 1, got %d and %d".formatted(epochs, batch));
    }
    if (!(noise >= 0 && noise <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("noise must not be negative, got " + noise);
    }
  }

  /** A copy with another seed. */
  public FitOptions withSeed(long value) {
    return new FitOptions(epochs, batch, noise, optimizer, schedule, value);
  }

  /** All iterations for so many examples, without an early end. */
  TrainingOptions training(int rows) {
    return new TrainingOptions(iterations(rows), optimizer, schedule, iterations(rows));
  }

  /** Iterations for so many examples. */
  public int iterations(int rows) {
    return (int) Math.ceil((double) epochs * rows / Math.min(batch, rows));
  }
}
