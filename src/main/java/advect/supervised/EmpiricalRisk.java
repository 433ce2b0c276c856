package advect.supervised;

import advect.field.Parameter;
import advect.input.InputException;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.LossReport;
import advect.train.objective.ShardedObjective;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean loss of examples and its gradient in θ: the same bits for any number of threads. Rows
 * may have weights.
 */
public final class EmpiricalRisk extends ShardedObjective<RiskWorker> {
  private final NeuralOde net;
  private final Loss loss;
  private final SolveOptions engine;
  private final Batches batches;
  private final Optional<Examples> validation;

  /**
   * The risk of a net.
   *
   * @param batches inputs as points, with targets
   * @param validation examples by which the best parameters are chosen, if they are to be
   */
  public EmpiricalRisk(
      NeuralOde net,
      Loss loss,
      SolveOptions engine,
      Batches batches,
      Optional<Examples> validation) {
    super(net.parameterCount(), engine.parallelism(), () -> new RiskWorker(net, loss, engine));
    this.net = net;
    this.loss = loss;
    this.engine = engine;
    this.batches = batches;
    this.validation = validation;
    validation.ifPresent(held -> requireColumns(net, held));
  }

  /**
   * The risk on the same examples in every iteration, without validation.
   *
   * @throws InputException if their columns are not the net's
   */
  public EmpiricalRisk(NeuralOde net, Loss loss, SolveOptions engine, Examples examples) {
    this(net, loss, engine, iteration -> examples.batch(), Optional.empty());
    requireColumns(net, examples);
  }

  @Override
  public List<Parameter> parameters() {
    return net.parameters();
  }

  @Override
  public Map<String, String> fingerprint() {
    return Map.of(
        "objective",
        "empirical risk, " + loss,
        "net",
        net.toString(),
        "gradient",
        engine.method().describe(),
        "precision",
        engine.precision().toString(),
        "shard size",
        Integer.toString(engine.parallelism().shardSize()),
        "first batch",
        batches.digest());
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    Batch batch = batches.batch(iteration);
    for (RiskWorker worker : shards().workers()) worker.parameters(theta);
    return shards()
        .evaluate(
            batch.rows(),
            batch.totalWeight(),
            thetaBar,
            (worker, shard, first, shardBar) -> worker.run(batch, shard, first, shardBar));
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    if (validation.isEmpty()) return OptionalDouble.empty();
    Examples held = validation.get();
    double[] y =
        new Predictor(
                net, theta, engine.method().solver(), engine.precision(), engine.parallelism())
            .predict(held.inputs())
            .data;
    double[] ybar = new double[net.out()];
    double sum = 0;
    double[] targets = held.targets().data;
    for (int row = 0; row < held.rows(); row++) {
      int from = row * net.out();
      double[] out = Arrays.copyOfRange(y, from, from + net.out());
      double[] target = Arrays.copyOfRange(targets, from, from + net.out());
      sum += loss.sample(out, target, 0, 1, ybar);
    }
    return OptionalDouble.of(sum / held.rows());
  }

  static void requireColumns(NeuralOde net, Examples examples) {
    if (examples.in() != net.in() || examples.out() != net.out()) {
      throw new InputException(
          "The net takes %d inputs and gives %d outputs, but the examples have %d and %d."
              .formatted(net.in(), net.out(), examples.in(), examples.out()));
    }
  }
}
