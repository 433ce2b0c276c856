package advect.train.matching;

import advect.flow.ContinuousFlow;
import advect.flow.base.BaseDensity;
import advect.parallel.Parallelism;
import advect.parallel.PerSize;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.ShardPool;

/**
 * How often base draws choose each of some points.
 *
 * <p>Threads: one caller at a time.
 */
final class ChosenShares implements AutoCloseable {
  private final Anchors anchors;
  private final BaseDensity base;
  private final RandomStreams streams;
  private final int shardSize;
  private final ShardPool<PerSize<double[]>> pool;

  /** Draws from the base of a flow with its parameters, on its threads. */
  ChosenShares(ContinuousFlow flow, Anchors anchors, long seed) {
    this.anchors = anchors;
    base = flow.flow().logDensity(flow.parameters()).base();
    streams = new RandomStreams(seed);
    Parallelism parallelism = flow.settings().parallelism();
    shardSize = parallelism.shardSize();
    int dim = flow.dim();
    pool =
        new ShardPool<>(
            parallelism.threads(), () -> new PerSize<>(samples -> new double[dim * samples]));
  }

  /**
   * The shares of points among draws.
   *
   * @param v potentials
   * @param step chooses the draws
   * @param draws how many
   * @return {@code [n]}
   */
  double[] of(double[] v, long step, int draws) {
    int[] chosen = new int[draws];
    pool.run(
        draws,
        shardSize,
        (memory, shard) -> {
          double[] z = memory.of(shard.count());
          base.sample(streams.stream(Purpose.COUPLING, step, shard.index()), z);
          anchors.choose(v, z, chosen, shard.first());
        });
    double[] shares = new double[v.length];
    for (int i : chosen) shares[i]++;
    for (int i = 0; i < shares.length; i++) shares[i] /= draws;
    return shares;
  }

  @Override
  public void close() {
    pool.close();
  }
}
