package advect.latent;

import advect.flow.RandomStreams;
import advect.flow.ShardPool;
import advect.flow.StandardNormal;
import advect.train.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A latent ODE that has been fitted: encodes series, and tells their values at any times, those
 * between and before the observed ones and in the future.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class FittedLatentOde implements Forecaster {
  private final LatentOde model;
  private final Scale scale;
  private final double[] theta;
  private final Engine engine;

  FittedLatentOde(LatentOde model, Scale scale, double[] theta, Engine engine) {
    this.model = model;
    this.scale = scale;
    this.theta = theta.clone();
    this.engine = engine;
  }

  /** The architecture. */
  public LatentOde model() {
    return model;
  }

  /** A copy of the parameters. */
  public double[] parameters() {
    return theta.clone();
  }

  /**
   * The posterior of each series' latent initial state.
   *
   * @throws IllegalArgumentException if a series has not as many values a point as the model
   */
  public List<Posterior> encode(List<Series> observed) {
    check(observed);
    List<Posterior> all = new ArrayList<>();
    LatentWorker worker = worker();
    int size = engine.parallelism().shardSize();
    for (int first = 0; first < observed.size(); first += size) {
      all.addAll(worker.encode(observed.subList(first, Math.min(first + size, observed.size()))));
    }
    return all;
  }

  /**
   * Values decoded from the trajectory that begins at each posterior's mean.
   *
   * <p>Cost: a solve for each shard, from its series' anchors to the first and to the last time.
   *
   * @param times finite, in any order, before, between or after the points
   * @throws advect.ode.SolveException if a solve did not reach a time
   */
  @Override
  public List<double[][]> predict(List<Series> observed, List<double[]> times) {
    return predict(observed, times, (shard, panel) -> {});
  }

  /**
   * Values decoded from trajectories that begin at draws from each posterior.
   *
   * <p>Cost: that of so many predictions.
   *
   * @param times for each series, finite, in any order; read only
   * @param draws at least 1
   * @param seed of the draws; those of a series depend on its place as well
   * @return {@code [its times][dim]} for each series, for each draw
   * @throws IllegalArgumentException if a series, a time or the number of draws is refused
   * @throws advect.ode.SolveException if a solve did not reach a time
   */
  public List<List<double[][]>> sample(
      List<Series> observed, List<double[]> times, int draws, long seed) {
    if (draws < 1) throw new IllegalArgumentException("draws must be at least 1, got " + draws);
    RandomStreams streams = new RandomStreams(seed);
    List<List<double[][]>> all = new ArrayList<>();
    for (int k = 0; k < draws; k++) {
      int draw = k;
      Noise noise =
          (shard, panel) ->
              new StandardNormal()
                  .sample(streams.stream(RandomStreams.Purpose.POSTERIOR, draw, shard), panel);
      all.add(predict(observed, times, noise));
    }
    return all;
  }

  /** Fills the noise of a shard's draw, a panel of zeros. */
  @FunctionalInterface
  private interface Noise {
    void fill(int shard, double[] panel);
  }

  private List<double[][]> predict(List<Series> observed, List<double[]> times, Noise noise) {
    check(observed);
    Moments.requireTimes(observed, times);
    double[][][] values = new double[observed.size()][][];
    for (int n = 0; n < values.length; n++) {
      values[n] = new double[times.get(n).length][model.dim()];
      checkTimes(n, times.get(n));
    }
    try (ShardPool<LatentWorker> pool =
        new ShardPool<>(engine.parallelism().threads(), this::worker)) {
      pool.run(
          values.length,
          engine.parallelism().shardSize(),
          (worker, shard) -> {
            int end = shard.first() + shard.count();
            double[] panel = new double[model.latent() * shard.count()];
            noise.fill(shard.index(), panel);
            worker.predict(
                observed.subList(shard.first(), end),
                times.subList(shard.first(), end),
                panel,
                Arrays.copyOfRange(values, shard.first(), end));
          });
    }
    return List.of(values);
  }

  private LatentWorker worker() {
    LatentWorker worker = new LatentWorker(model, scale, engine);
    worker.parameters(theta);
    return worker;
  }

  private void check(List<Series> observed) {
    for (int n = 0; n < observed.size(); n++) {
      Scale.requireDim(observed.get(n), model.dim(), n);
    }
  }

  private static void checkTimes(int number, double[] times) {
    for (double t : times) {
      if (Double.isFinite(t)) continue;
      throw new IllegalArgumentException(
          "series %d is asked for time %s, expected a finite one".formatted(number + 1, t));
    }
  }
}
