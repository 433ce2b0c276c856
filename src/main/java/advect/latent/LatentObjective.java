package advect.latent;

import advect.field.Parameter;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import advect.train.objective.LossReport;
import advect.train.objective.ShardedObjective;
import advect.train.objective.SolveOptions;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The negative evidence lower bound of batches, in nats a series, its divergence weighted as the
 * options warm it up. Validation has the whole divergence, and noise that is always the same.
 */
final class LatentObjective extends ShardedObjective<LatentWorker> {
  private final LatentOde model;
  private final SeriesBatches batches;
  private final List<Series> validation;
  private final SeriesOptions options;
  private final SolveOptions engine;
  private final RandomStreams streams;

  LatentObjective(LatentOde model, SeriesData data, SeriesOptions options, SolveOptions engine) {
    super(
        model.parameterCount(),
        engine.parallelism(),
        () -> new LatentWorker(model, data.scale(), engine));
    this.model = model;
    this.options = options;
    this.engine = engine;
    validation = data.validation();
    batches = new SeriesBatches(data.training(), options.batch(), options.seed());
    streams = new RandomStreams(options.seed());
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    return evaluate(
        theta,
        batches.of(iteration),
        RandomStreams.Purpose.POSTERIOR,
        iteration,
        options.klWeight(iteration),
        thetaBar);
  }

  private LossReport evaluate(
      double[] theta,
      List<Series> batch,
      RandomStreams.Purpose purpose,
      int iteration,
      double klWeight,
      double[] thetaBar) {
    for (LatentWorker worker : shards().workers()) worker.parameters(theta);
    return shards()
        .evaluate(
            batch.size(),
            thetaBar,
            (worker, shard, first, shardBar) ->
                worker.differentiate(
                    of(batch, shard),
                    streams.stream(purpose, iteration, shard.index()),
                    klWeight,
                    first,
                    shardBar));
  }

  private static List<Series> of(List<Series> batch, Shard shard) {
    return batch.subList(shard.first(), shard.first() + shard.count());
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    if (validation.isEmpty()) return OptionalDouble.empty();
    for (LatentWorker worker : shards().workers()) worker.parameters(theta);
    double loss = shards().value(validation.size(), this::validationLoss) / validation.size();
    return OptionalDouble.of(Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss);
  }

  private double validationLoss(LatentWorker worker, Shard shard) {
    var noise = streams.stream(RandomStreams.Purpose.VALIDATION_DATA, 0, shard.index());
    return worker.loss(of(validation, shard), noise);
  }

  @Override
  protected Map<String, String> describe() {
    return Map.of(
        "objective",
        "evidence lower bound of series",
        "model",
        model.toString(),
        "batch and warm-up",
        options.batch() + ", " + options.klWarmUp(),
        "seed",
        Long.toString(options.seed()),
        "gradient",
        engine.method().describe(),
        "precision",
        engine.precision().toString(),
        "series",
        batches.digest());
  }
}
