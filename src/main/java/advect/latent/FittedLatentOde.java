package advect.latent;

import advect.flow.base.StandardNormal;
import advect.parallel.RandomStreams;
import advect.parallel.ShardPool;
import advect.train.objective.SolveOptions;
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
  private final SolveOptions engine;

  FittedLatentOde(LatentOde model, Scale scale, double[] theta, SolveOptions engine) {
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
    return predict(observed, times, 1, (draw, shard, panel) -> {}).get(0);
  }

  /**
   * Values decoded from trajectories that begin at draws from each posterior.
   *
   * <p>Cost: an encoding, and so many solves for each shard.
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
    StandardNormal normal = new StandardNormal(model.latent());
    return predict(
        observed,
        times,
        draws,
        (draw, shard, panel) ->
            normal.sample(streams.stream(RandomStreams.Purpose.POSTERIOR, draw, shard), panel));
  }

  /** Fills the noise of a draw for a shard, a panel of zeros. */
  @FunctionalInterface
  private interface Noise {
    void fill(int draw, int shard, double[] panel);
  }

  /** For each draw and series. */
  private List<List<double[][]>> predict(
      List<Series> observed, List<double[]> times, int draws, Noise noise) {
    check(observed);
    Moments.requireTimes(observed, times);
    for (int n = 0; n < times.size(); n++) checkTimes(n, times.get(n));
    double[][][][] values = new double[draws][][][];
    for (int k = 0; k < draws; k++) values[k] = unfilled(times);
    try (ShardPool<LatentWorker> pool =
        new ShardPool<>(engine.parallelism().threads(), this::worker)) {
      pool.run(
          observed.size(),
          engine.parallelism().shardSize(),
          (worker, shard) -> {
            int end = shard.first() + shard.count();
            double[][] panels = new double[draws][model.latent() * shard.count()];
            double[][][][] part = new double[draws][][][];
            for (int k = 0; k < draws; k++) {
              noise.fill(k, shard.index(), panels[k]);
              part[k] = Arrays.copyOfRange(values[k], shard.first(), end);
            }
            worker.predict(
                observed.subList(shard.first(), end),
                times.subList(shard.first(), end),
                panels,
                part);
          });
    }
    return Arrays.stream(values).map(List::of).toList();
  }

  private double[][][] unfilled(List<double[]> times) {
    return times.stream().map(t -> new double[t.length][model.dim()]).toArray(double[][][]::new);
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
