package advect.supervised;

import advect.train.Adam;
import advect.train.Schedule;

/**
 * How long and with what to train.
 *
 * @param epochs times that every example is seen
 * @param batch examples an iteration; all of them if there are not as many
 * @param optimizer steps
 * @param schedule of their rate
 * @param seed of starting values and batches
 */
public record FitOptions(
    int epochs, int batch, Adam.Options optimizer, Schedule schedule, long seed) {
  /** Thirty epochs of 64 examples at a constant rate of 1e-3. */
  public static final FitOptions DEFAULT =
      new FitOptions(30, 64, Adam.Options.DEFAULT, new Schedule.Constant(), 1);

  /** Requires at least one epoch and example. */
  public FitOptions {
    if (epochs < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "epochs and batch must be at least 1, got %d and %d".formatted(epochs, batch));
    }
  }

  /** A copy with another seed. */
  public FitOptions withSeed(long value) {
    return new FitOptions(epochs, batch, optimizer, schedule, value);
  }

  /** Iterations for so many examples. */
  int iterations(int rows) {
    return (int) Math.ceil((double) epochs * rows / Math.min(batch, rows));
  }
}
