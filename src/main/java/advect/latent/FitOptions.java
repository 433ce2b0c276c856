package advect.latent;

import advect.train.Adam;
import advect.train.Descent;
import advect.train.Schedule;

/**
 * How models of series are fitted.
 *
 * @param iterations of the optimiser
 * @param batch series an iteration; all of them if there are not as many
 * @param optimizer rate and memory of Adam
 * @param schedule of the rate
 * @param klWarmUp iterations over which the weight of the KL term rises from 0 to 1; 0 is at once;
 *     recurrent nets have no such term
 * @param seed of parameters, batches and draws
 */
public record FitOptions(
    int iterations, int batch, Adam optimizer, Schedule schedule, int klWarmUp, long seed) {
  /** 2,000 iterations of 250 series at rate 0.01, falling as a cosine. */
  public static final FitOptions DEFAULT =
      new FitOptions(2000, 250, Adam.DEFAULT.withRate(0.01), new Schedule.Cosine(20), 100, 1);

  /** Requires an iteration and a series at least. */
  public FitOptions {
    if (iterations < 1 || batch < 1 || klWarmUp < 0) {
      throw new IllegalArgumentException(
          "iterations and batch must be at least 1 and klWarmUp not negative, got %d, %d and %d"
              .formatted(iterations, batch, klWarmUp));
    }
  }

  /** Trains, with the loss of each batch for a listener. */
  void minimize(Descent.Objective objective, double[] theta, Descent.Listener listener) {
    Descent.minimize(objective, theta, iterations, optimizer, schedule, listener);
  }

  /** The weight of the KL term at an iteration, counted from 0. */
  double klWeight(int iteration) {
    return klWarmUp == 0 ? 1 : Math.min(1, iteration / (double) klWarmUp);
  }
}
