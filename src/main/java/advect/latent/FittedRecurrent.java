package advect.latent;

import advect.parallel.ShardPool;
import advect.train.objective.SolveOptions;
import java.util.List;

/**
 * A recurrent forecaster that has been fitted: tells what comes after a series.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class FittedRecurrent implements Forecaster {
  /** Of own predictions to rest on: seconds of work, and far from where a gap is rounded away. */
  private static final int MOST_GAPS = 1_000_000;

  private final RecurrentForecaster model;
  private final Scale scale;
  private final double[] theta;
  private final SolveOptions engine;

  FittedRecurrent(RecurrentForecaster model, Scale scale, double[] theta, SolveOptions engine) {
    this.model = model;
    this.scale = scale;
    this.theta = theta.clone();
    this.engine = engine;
  }

  /** A copy of the parameters. */
  public double[] parameters() {
    return theta.clone();
  }

  /**
   * Predictions that rest on own ones.
   *
   * <p>Cost: a step of the cell for each point of a series, mean gap of training beyond it, and
   * time.
   *
   * @param times ascending, after the series, and not more than 1,000,000 mean gaps of training
   * @throws IllegalArgumentException if times are others, or a series ends so late that a mean gap
   *     is lost to rounding
   */
  @Override
  public List<double[][]> predict(List<Series> observed, List<double[]> times) {
    Moments.requireTimes(observed, times);
    double[][][] values = new double[observed.size()][][];
    for (int n = 0; n < values.length; n++) {
      Scale.requireDim(observed.get(n), model.dim(), n);
      requireFuture(n, observed.get(n).end(), times.get(n));
      requireNear(n, observed.get(n).end(), times.get(n));
      values[n] = new double[times.get(n).length][model.dim()];
    }
    try (ShardPool<RecurrentWorker> pool =
        new ShardPool<>(engine.parallelism().threads(), this::worker)) {
      pool.run(
          values.length,
          1,
          (worker, shard) -> {
            int n = shard.first();
            worker.extrapolate(observed.get(n), times.get(n), values[n]);
          });
    }
    return List.of(values);
  }

  private RecurrentWorker worker() {
    RecurrentWorker worker = new RecurrentWorker(model, scale, engine);
    worker.parameters(theta);
    return worker;
  }

  /** Steps of a mean gap must come to an end. Times ascend, so the last is the farthest. */
  private void requireNear(int number, double end, double[] times) {
    if (!(end + scale.meanGap() > end)) {
      throw new IllegalArgumentException(
          "series %d ends at %s, where a gap of %s is rounded away; count time from nearer"
              .formatted(number + 1, end, scale.meanGap()));
    }
    double far = times.length == 0 ? end : times[times.length - 1];
    if (far - end > MOST_GAPS * scale.meanGap()) {
      throw new IllegalArgumentException(
          "series %d, which ends at %s, is asked for time %s: more than %d gaps of %s lie between"
              .formatted(number + 1, end, far, MOST_GAPS, scale.meanGap()));
    }
  }

  private static void requireFuture(int number, double end, double[] times) {
    double before = end;
    for (double t : times) {
      if (!(t > before && Double.isFinite(t))) {
        throw new IllegalArgumentException(
            "series %d, which ends at %s, is asked for time %s after %s: a recurrent net tells the"
                    .formatted(number + 1, end, t, before)
                + " future only, in order");
      }
      before = t;
    }
  }
}
