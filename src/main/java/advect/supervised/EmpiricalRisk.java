package advect.supervised;

import advect.input.InputException;
import advect.train.Engine;
import advect.train.LossReport;
import advect.train.ShardedLoss;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean loss of a batch of examples and its gradient in θ: the same bits for any number of
 * threads.
 *
 * <p>Threads: one caller at a time.
 */
public final class EmpiricalRisk implements AutoCloseable {
  private final NeuralOde net;
  private final ShardedLoss<RiskWorker> shards;

  /** The risk of a net, with memory to find its gradient. */
  public EmpiricalRisk(NeuralOde net, Loss loss, Engine engine) {
    this.net = net;
    shards =
        new ShardedLoss<>(
            net.parameterCount(), engine.parallelism(), () -> new RiskWorker(net, loss, engine));
  }

  /**
   * Evaluates the loss of examples.
   *
   * @param theta read only
   * @param thetaBar overwritten with the gradient of the mean
   * @throws InputException if their columns are not the net's
   */
  public LossReport evaluate(double[] theta, Examples examples, double[] thetaBar) {
    requireColumns(examples);
    return evaluate(theta, examples.unsafeValues(), thetaBar);
  }

  void requireColumns(Examples examples) {
    if (examples.in() != net.in() || examples.out() != net.out()) {
      throw new InputException(
          "The net takes %d inputs and gives %d outputs, but the examples have %d and %d."
              .formatted(net.in(), net.out(), examples.in(), examples.out()));
    }
  }

  /**
   * @param batch inputs and targets side by side, {@code [batch][in + out]}
   */
  LossReport evaluate(double[] theta, DMatrixRMaj batch, double[] thetaBar) {
    for (RiskWorker worker : shards.workers()) worker.parameters(theta);
    return shards.evaluate(
        batch.numRows,
        thetaBar,
        (worker, shard, first, shardBar) -> worker.run(batch, shard, first, shardBar));
  }

  @Override
  public void close() {
    shards.close();
  }
}
