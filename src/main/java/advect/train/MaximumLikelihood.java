package advect.train;

import advect.flow.ContinuousFlow;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean negative log likelihood of a batch and its gradient in θ.
 *
 * <p>Each shard is solved from data to base; its cotangents are those of a sum, so that the adjoint
 * has the same scale for every batch size. {@link ShardedLoss} adds them up: the same bits for any
 * number of threads.
 *
 * <p>The directions of a stochastic trace are drawn once a shard and iteration from the seed.
 *
 * <p>Threads: one caller at a time.
 */
public final class MaximumLikelihood implements AutoCloseable {
  private final int dim;
  private final ShardedLoss<LikelihoodWorker> shards;

  /**
   * @param flow field, base, standardisation, trace, precision, parallelism and seed; its
   *     parameters and solver are not used
   * @param method solves and differentiates
   */
  public MaximumLikelihood(ContinuousFlow flow, GradientMethod method) {
    dim = flow.dim();
    shards =
        new ShardedLoss<>(
            flow.field().parameterCount(),
            flow.settings().parallelism(),
            () -> new LikelihoodWorker(flow, method));
  }

  /**
   * Evaluates the loss of a batch.
   *
   * @param theta read only
   * @param batch {@code [batch][dim]}, data units, read only
   * @param iteration chooses the directions of a stochastic trace
   * @param thetaBar overwritten with ∂nll/∂θ
   */
  public LossReport evaluate(double[] theta, DMatrixRMaj batch, int iteration, double[] thetaBar) {
    if (batch.numCols != dim || batch.numRows < 1) {
      throw new IllegalArgumentException(
          "expected a batch [rows][%d], got [%d][%d]".formatted(dim, batch.numRows, batch.numCols));
    }
    for (LikelihoodWorker worker : shards.workers()) worker.parameters(theta);
    return shards.evaluate(
        batch.numRows,
        thetaBar,
        (worker, shard, first, shardBar) -> worker.run(batch, shard, iteration, first, shardBar));
  }

  /** What is remembered from one batch to the next, by shard. */
  List<FirstSteps> memory() {
    return shards.memory();
  }

  /** Goes on with what another objective remembered. */
  void remember(List<FirstSteps> memory) {
    shards.remember(memory);
  }

  @Override
  public void close() {
    shards.close();
  }
}
