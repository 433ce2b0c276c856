package advect.latent;

import advect.train.TrainingOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;

/**
 * How models of series are fitted.
 *
 * @param training iterations, optimiser, schedule, validation, averages and when to end
 * @param batch series an iteration; all of them if there are not as many
 * @param klWarmUp iterations over which the weight of the KL term rises from 0 to 1; 0 is at once;
 *     recurrent nets have no such term
 * @param seed of parameters, batches and draws
 */
public record SeriesOptions(TrainingOptions training, int batch, int klWarmUp, long seed) {
  /** 2,000 iterations of 250 series at rate 0.01, falling as a cosine. */
  public static final SeriesOptions DEFAULT =
      new SeriesOptions(
          new TrainingOptions(2000, Adam.DEFAULT.withRate(0.01), new Schedule.Cosine(20), 2000),
          250,
          100,
          1);

  /** Requires a series at least. */
  public SeriesOptions {
    if (batch < 1 || klWarmUp < 0) {
      throw new IllegalArgumentException(
          "batch must be at least 1 and klWarmUp not negative, got %d and %d"
              .formatted(batch, klWarmUp));
    }
  }

  /** The weight of the KL term at an iteration, counted from 0. */
  double klWeight(int iteration) {
    return klWarmUp == 0 ? 1 : Math.min(1, iteration / (double) klWarmUp);
  }
}
