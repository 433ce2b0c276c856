package advect.study.series;

import advect.experiment.Progress;
import advect.latent.FittedLatentOde;
import advect.latent.FittedRecurrent;
import advect.latent.LatentOde;
import advect.latent.RecurrentForecaster;
import advect.latent.Series;
import advect.latent.SeriesOptions;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.train.objective.SolveOptions;
import java.util.List;

/**
 * Fits models to series, without validation.
 *
 * @param training how long and in what batches
 * @param seed of starting values, batches and noise
 * @param engine that solves
 * @param trainings of the study
 * @param progress of the study
 */
record SeriesFit(
    SeriesTraining training,
    long seed,
    SolveOptions engine,
    Trainings trainings,
    Progress progress) {
  /**
   * Fits a latent ODE.
   *
   * @param name of the training
   * @param warmUp iterations over which the rate rises
   * @param klWarmUp the same of the divergence's weight
   */
  Trained<FittedLatentOde> latentOde(
      String name, LatentOde model, List<Series> series, int warmUp, int klWarmUp) {
    SeriesOptions options = training.latentOde(warmUp, klWarmUp, seed);
    return trainings.run(
        name,
        training.iterations(),
        progress,
        (listener, control) -> model.fit(series, List.of(), options, engine, listener, control));
  }

  /**
   * Fits a recurrent net.
   *
   * @param name of the training
   * @param warmUp iterations over which the rate rises
   */
  Trained<FittedRecurrent> recurrent(
      String name, RecurrentForecaster model, List<Series> series, int warmUp) {
    SeriesOptions options = training.recurrent(warmUp, seed);
    return trainings.run(
        name,
        training.rnnIterations(),
        progress,
        (listener, control) -> model.fit(series, List.of(), options, engine, listener, control));
  }
}
