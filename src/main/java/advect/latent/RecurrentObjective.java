package advect.latent;

import advect.field.Parameter;
import advect.parallel.Shard;
import advect.train.objective.LossReport;
import advect.train.objective.ShardedObjective;
import advect.train.objective.SolveOptions;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The negative log likelihood of each point given those before it, in nats a series. */
final class RecurrentObjective extends ShardedObjective<RecurrentWorker> {
  private final RecurrentForecaster model;
  private final SeriesBatches batches;
  private final List<Series> validation;
  private final String how;

  RecurrentObjective(
      RecurrentForecaster model, SeriesData data, SeriesOptions options, SolveOptions engine) {
    super(
        model.parameterCount(),
        engine.parallelism(),
        () -> new RecurrentWorker(model, data.scale(), engine));
    this.model = model;
    validation = data.validation();
    batches = new SeriesBatches(data.training(), options.batch(), options.seed());
    how =
        "batches of %d, seed %d, %s".formatted(options.batch(), options.seed(), engine.precision());
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    List<Series> batch = batches.of(iteration);
    for (RecurrentWorker worker : shards().workers()) worker.parameters(theta);
    return shards()
        .evaluate(
            batch.size(),
            thetaBar,
            (worker, shard, first, bar) -> worker.differentiate(of(batch, shard), bar));
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    if (validation.isEmpty()) return OptionalDouble.empty();
    for (RecurrentWorker worker : shards().workers()) worker.parameters(theta);
    double sum =
        shards().value(validation.size(), (worker, shard) -> worker.loss(of(validation, shard)));
    return OptionalDouble.of(sum / validation.size());
  }

  private static List<Series> of(List<Series> all, Shard shard) {
    return all.subList(shard.first(), shard.first() + shard.count());
  }

  @Override
  protected Map<String, String> describe() {
    return Map.of(
        "objective",
        "next points of series",
        "model",
        model.toString(),
        "evaluation",
        how,
        "series",
        batches.digest());
  }
}
