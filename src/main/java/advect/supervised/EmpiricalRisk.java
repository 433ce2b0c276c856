package advect.supervised;

import advect.field.Parameter;
import advect.input.InputException;
import advect.ode.SolveException;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.Fingerprint;
import advect.train.objective.LossReport;
import advect.train.objective.ShardedObjective;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean loss of examples and its gradient in θ: the same bits for any number of threads. Rows
 * may have weights.
 */
public final class EmpiricalRisk extends ShardedObjective<RiskWorker> {
  private final NeuralOde net;
  private final Loss loss;
  private final SolveOptions engine;
  private final Batches batches;
  private final Optional<Batch> validation;

  /**
   * The risk of a net.
   *
   * @param batches inputs as points, with targets; looked at when they are met
   * @param validation inputs as points, with targets, whose mean loss chooses the best parameters,
   *     if they are to be chosen; weighted where rows have weights
   * @throws InputException if the columns of {@code validation} are not the net's, or a value of it
   *     is not finite
   */
  public EmpiricalRisk(
      NeuralOde net, Loss loss, SolveOptions engine, Batches batches, Optional<Batch> validation) {
    super(net.parameterCount(), engine.parallelism(), () -> new RiskWorker(net, loss, engine));
    this.net = net;
    this.loss = loss;
    this.engine = engine;
    this.batches = batches;
    this.validation = validation;
    validation.ifPresent(held -> requireColumns(net, Examples.of(held.x(), held.target())));
  }

  /**
   * The risk on the same examples in every iteration, without validation.
   *
   * @throws InputException if their columns are not the net's
   */
  public EmpiricalRisk(NeuralOde net, Loss loss, SolveOptions engine, Examples examples) {
    this(net, loss, engine, always(examples.batch()), Optional.empty());
    requireColumns(net, examples);
  }

  private static Batches always(Batch batch) {
    return iteration -> batch;
  }

  @Override
  public List<Parameter> parameters() {
    return net.parameters();
  }

  @Override
  protected Map<String, String> describe() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("objective", "empirical risk, " + loss);
    words.put("net", net.toString());
    words.put("gradient", engine.method().describe());
    words.put("precision", engine.precision().toString());
    Fingerprint.addTo(words, batches);
    words.put("validation rows", validation.map(Batch::digest).orElse("none"));
    return words;
  }

  /**
   * The loss of an iteration.
   *
   * @throws IllegalArgumentException if its batch has no rows, a context, or other inputs or
   *     targets than the net; a value that is not finite makes the loss so
   */
  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    Batch batch = batches.batch(iteration);
    requireShape(batch);
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
    Batch held = validation.get();
    try {
      double mean = held.mean(losses(held, predictor(theta).predict(held.x()).data));
      return OptionalDouble.of(Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean);
    } catch (SolveException e) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY); // bad, and not the end of training
    }
  }

  private void requireShape(Batch batch) {
    batch.requireShape(net.in(), 0);
    DMatrixRMaj target = batch.target();
    if (target.numRows != batch.rows() || target.numCols != net.out()) {
      throw new IllegalArgumentException(
          "expected targets [%d][%d], got [%d][%d]: give each row of the batch what the net should answer"
              .formatted(batch.rows(), net.out(), target.numRows, target.numCols));
    }
  }

  private Predictor predictor(double[] theta) {
    return new Predictor(
        net, theta, engine.method().solver(), engine.precision(), engine.parallelism());
  }

  /** The loss of each row whose outputs are {@code [rows][out]}. */
  private double[] losses(Batch rows, double[] outputs) {
    double[] losses = new double[rows.rows()];
    double[] ybar = new double[net.out()];
    for (int row = 0; row < losses.length; row++) {
      int from = row * net.out();
      double[] y = Arrays.copyOfRange(outputs, from, from + net.out());
      double[] target = Arrays.copyOfRange(rows.target().data, from, from + net.out());
      losses[row] = loss.sample(y, target, 0, 1, ybar);
    }
    return losses;
  }

  static void requireColumns(NeuralOde net, Examples examples) {
    if (examples.in() != net.in() || examples.out() != net.out()) {
      throw new InputException(
          "The net takes %d inputs and gives %d outputs, but the examples have %d and %d."
              .formatted(net.in(), net.out(), examples.in(), examples.out()));
    }
  }
}
