package advect.train.objective;

import advect.gradient.FirstSteps;
import advect.parallel.OrderedSum;
import advect.parallel.Parallelism;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The mean loss of a batch and its gradient, shard by shard.
 *
 * <p>Each shard is differentiated on one thread. Gradients are added in shard order: the same bits
 * for any number of threads. Each shard's solve begins with the step that suited the same shard of
 * the last batch.
 *
 * <p>Threads: one caller at a time.
 *
 * @param <W> memory of one thread
 */
public final class ShardedLoss<W> implements AutoCloseable {
  private final int shardSize;
  private final int solves;
  private final double[] gradient;
  private final OrderedSum sum;
  private final ShardPool<W> pool;

  /** By shard and solve, so that threads cannot matter. */
  private final List<FirstSteps> firstSteps = new ArrayList<>();

  /**
   * @param parameters length of θ
   * @param solves whose first steps a shard remembers; room for one is kept where there is none
   * @param worker makes the memory of one thread
   */
  public ShardedLoss(int parameters, Parallelism parallelism, int solves, Supplier<W> worker) {
    this.solves = Math.max(1, solves);
    shardSize = parallelism.shardSize();
    gradient = new double[parameters];
    sum = new OrderedSum(gradient);
    pool = new ShardPool<>(parallelism.threads(), worker);
  }

  /** What is done with a shard: a function of the shard, its first steps and θ alone. */
  @FunctionalInterface
  public interface ShardGradient<W> {
    /**
     * Evaluates a shard's loss.
     *
     * @param first the shard's memory of first steps
     * @param thetaBar updated: += the gradient of the shard's loss
     */
    ShardLoss run(W worker, Shard shard, FirstSteps first, double[] thetaBar);
  }

  /** Rows of a whole shard. */
  int shardSize() {
    return shardSize;
  }

  /** The memory of every thread, for set-up before a batch. */
  public List<W> workers() {
    return pool.workers();
  }

  /**
   * Evaluates a batch.
   *
   * @param rows at least one
   * @param thetaBar overwritten with the gradient of the mean
   */
  public LossReport evaluate(int rows, double[] thetaBar, ShardGradient<W> task) {
    return evaluate(rows, rows, thetaBar, task);
  }

  /**
   * Evaluates a batch whose rows have weights, which the tasks multiply their losses with.
   *
   * @param rows at least one
   * @param totalWeight their sum
   * @param thetaBar overwritten with the gradient of the weighted mean
   */
  public LossReport evaluate(
      int rows, double totalWeight, double[] thetaBar, ShardGradient<W> task) {
    ShardLoss[] losses = new ShardLoss[Shard.count(rows, shardSize)];
    while (firstSteps.size() < losses.length * solves) firstSteps.add(new FirstSteps());
    sum.clear();
    pool.run(
        rows,
        shardSize,
        (worker, shard) -> {
          double[] shardBar = sum.borrow();
          int at = shard.index() * solves;
          FirstSteps first = FirstSteps.ofEach(firstSteps.subList(at, at + solves));
          losses[shard.index()] = task.run(worker, shard, first, shardBar);
          sum.add(shard.index(), shardBar);
        });
    for (int i = 0; i < thetaBar.length; i++) thetaBar[i] = gradient[i] / totalWeight;
    LossReport report = report(losses, totalWeight, thetaBar);
    if (report.finite()) {
      for (FirstSteps first : firstSteps.subList(0, losses.length * solves)) {
        first.remember();
      }
    }
    return report;
  }

  /**
   * A sum over shards without a gradient, in their order.
   *
   * @param task the loss of a shard, a function of the shard and θ alone
   */
  public double value(int rows, ToDoubleBiFunction<W, Shard> task) {
    double[] losses = new double[Shard.count(rows, shardSize)];
    pool.run(
        rows,
        shardSize,
        (worker, shard) -> losses[shard.index()] = task.applyAsDouble(worker, shard));
    return Arrays.stream(losses).sum();
  }

  /** What is remembered from one batch to the next, by shard and then by solve. */
  public List<FirstSteps> memory() {
    return List.copyOf(firstSteps);
  }

  /** Goes on with what another one remembered. */
  public void remember(List<FirstSteps> memory) {
    firstSteps.clear();
    for (FirstSteps each : memory) firstSteps.add(new FirstSteps(each.forward(), each.backward()));
  }

  private static LossReport report(ShardLoss[] losses, double totalWeight, double[] thetaBar) {
    double loss = 0;
    for (ShardLoss part : losses) loss += part.sum();
    double square = 0; // of the norm, since optimizers square gradients
    for (double g : thetaBar) square += g * g;
    return new LossReport(
        loss / totalWeight,
        mean(losses, ShardLoss::forward),
        mean(losses, ShardLoss::backward),
        Double.isFinite(loss) && Double.isFinite(square));
  }

  private static double mean(ShardLoss[] losses, ToDoubleFunction<ShardLoss> evaluations) {
    return Arrays.stream(losses).mapToDouble(evaluations).average().orElse(0);
  }

  @Override
  public void close() {
    pool.close();
  }
}
