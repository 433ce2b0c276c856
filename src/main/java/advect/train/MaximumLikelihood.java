package advect.train;

import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Shard;
import advect.flow.ShardPool;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean negative log likelihood of a batch and its gradient in θ.
 *
 * <p>Each shard is solved from data to base and differentiated on one thread; its cotangents are
 * those of a sum, so that the adjoint has the same scale for every batch size. Gradients are added
 * in shard order: the same bits for any number of threads.
 *
 * <p>The directions of a stochastic trace are drawn once a shard and iteration from the seed. Each
 * shard's solve begins with the step that suited the same shard of the last batch.
 *
 * <p>Threads: one caller at a time.
 */
public final class MaximumLikelihood implements AutoCloseable {
  private final FlowSettings settings;
  private final int dim;
  private final double[] gradient;
  private final OrderedSum sum;
  private final ShardPool<LikelihoodWorker> pool;

  /** By shard, so that threads cannot matter. */
  private final List<FirstSteps> firstSteps = new ArrayList<>();

  /**
   * @param flow field, base, standardisation, trace, precision, parallelism and seed; its
   *     parameters and solver are not used
   * @param method solves and differentiates
   */
  public MaximumLikelihood(ContinuousFlow flow, GradientMethod method) {
    settings = flow.settings();
    dim = flow.dim();
    gradient = new double[flow.field().parameterCount()];
    sum = new OrderedSum(gradient);
    pool =
        new ShardPool<>(settings.parallelism().threads(), () -> new LikelihoodWorker(flow, method));
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
    int size = settings.parallelism().shardSize();
    ShardLoss[] losses = new ShardLoss[Shard.count(batch.numRows, size)];
    while (firstSteps.size() < losses.length) firstSteps.add(new FirstSteps());
    sum.clear();
    for (LikelihoodWorker worker : pool.workers()) worker.parameters(theta);
    pool.run(
        batch.numRows,
        size,
        (worker, shard) -> {
          double[] shardBar = sum.borrow();
          FirstSteps first = firstSteps.get(shard.index());
          losses[shard.index()] = worker.run(batch, shard, iteration, first, shardBar);
          sum.add(shard.index(), shardBar);
        });
    for (int i = 0; i < thetaBar.length; i++) thetaBar[i] = gradient[i] / batch.numRows;
    LossReport report = report(losses, batch.numRows, thetaBar);
    if (report.finite()) {
      for (FirstSteps first : firstSteps.subList(0, losses.length)) first.remember();
    }
    return report;
  }

  /** What is remembered from one batch to the next, by shard. */
  List<FirstSteps> memory() {
    return List.copyOf(firstSteps);
  }

  /** Goes on with what another objective remembered. */
  void remember(List<FirstSteps> memory) {
    firstSteps.clear();
    for (FirstSteps each : memory) firstSteps.add(new FirstSteps(each.forward(), each.backward()));
  }

  private static LossReport report(ShardLoss[] losses, int rows, double[] thetaBar) {
    double nll = 0;
    for (ShardLoss loss : losses) nll += loss.nll();
    double sum = nll;
    for (double g : thetaBar) sum += g;
    return new LossReport(
        nll / rows,
        IntStream.range(0, losses.length).map(i -> losses[i].forward()).average().orElse(0),
        IntStream.range(0, losses.length).map(i -> losses[i].backward()).average().orElse(0),
        Double.isFinite(sum));
  }

  @Override
  public void close() {
    pool.close();
  }
}
