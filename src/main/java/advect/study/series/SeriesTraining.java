package advect.study.series;

import advect.experiment.spec.Check;
import advect.experiment.spec.Section;
import advect.latent.SeriesOptions;
import advect.train.TrainingOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a latent ODE and the recurrent net beside it are trained.
 *
 * @param iterations of the latent ODE's optimiser
 * @param rnnIterations of the recurrent net's
 * @param batch series an iteration
 * @param rate of Adam, which falls as a cosine
 */
record SeriesTraining(int iterations, int rnnIterations, int batch, double rate) {
  /** Requires positive numbers. */
  SeriesTraining {
    Check.atLeast("iterations", iterations, 1);
    Check.atLeast("rnn-iterations", rnnIterations, 1);
    Check.atLeast("batch", batch, 1);
    Check.positive("rate", rate);
  }

  /** Reads the keys, with these for what they do not say. */
  static SeriesTraining read(Section s, SeriesTraining fallback) {
    return new SeriesTraining(
        s.whole("iterations", fallback.iterations),
        s.whole("rnn-iterations", fallback.rnnIterations),
        s.whole("batch", fallback.batch),
        s.number("rate", fallback.rate));
  }

  /** Of the latent ODE. */
  SeriesOptions latentOde(int warmUp, int klWarmUp, long seed) {
    return options(iterations, warmUp, klWarmUp, seed);
  }

  /** Of the recurrent net. */
  SeriesOptions recurrent(int warmUp, long seed) {
    return options(rnnIterations, warmUp, 0, seed);
  }

  private SeriesOptions options(int count, int warmUp, int klWarmUp, long seed) {
    Adam adam = Adam.DEFAULT.withRate(rate);
    Schedule schedule = new Schedule.Cosine(warmUp);
    return new SeriesOptions(
        new TrainingOptions(count, adam, schedule, count), batch, klWarmUp, seed);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("iterations", iterations);
    tree.put("rnn-iterations", rnnIterations);
    tree.put("batch", batch);
    tree.put("rate", rate);
    return tree;
  }
}
