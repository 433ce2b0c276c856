package advect.latent;

import advect.parallel.RandomStreams;
import advect.train.Descent;
import advect.train.Engine;
import advect.train.LossReport;
import advect.train.ShardedLoss;
import java.util.List;

/**
 * The negative evidence lower bound of batches, in nats a series, its divergence weighted as the
 * options warm it up.
 */
final class LatentObjective implements Descent.Objective, AutoCloseable {
  private final Batches batches;
  private final FitOptions options;
  private final RandomStreams streams;
  private final ShardedLoss<LatentWorker> shards;

  LatentObjective(
      LatentOde model, List<Series> series, Scale scale, FitOptions options, Engine engine) {
    this.options = options;
    batches = new Batches(series, options.batch(), options.seed());
    streams = new RandomStreams(options.seed());
    shards =
        new ShardedLoss<>(
            model.parameterCount(),
            engine.parallelism(),
            () -> new LatentWorker(model, scale, engine));
  }

  @Override
  public double evaluate(double[] theta, int iteration, double[] thetaBar) {
    List<Series> batch = batches.of(iteration);
    double weight = options.klWeight(iteration);
    for (LatentWorker worker : shards.workers()) worker.parameters(theta);
    LossReport report =
        shards.evaluate(
            batch.size(),
            thetaBar,
            (worker, shard, first, shardBar) ->
                worker.differentiate(
                    batch.subList(shard.first(), shard.first() + shard.count()),
                    streams.stream(RandomStreams.Purpose.POSTERIOR, iteration, shard.index()),
                    weight,
                    first,
                    shardBar));
    return report.value();
  }

  @Override
  public void close() {
    shards.close();
  }
}
