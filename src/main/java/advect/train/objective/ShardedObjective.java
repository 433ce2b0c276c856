package advect.train.objective;

import advect.gradient.FirstSteps;
import advect.parallel.Parallelism;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An objective whose batches are cut into shards, and what follows from that alone.
 *
 * @param <W> memory of one thread
 */
public abstract class ShardedObjective<W> implements Objective {
  private final ShardedLoss<W> shards;

  /**
   * Threads and memory for an objective.
   *
   * @param parameters length of θ
   * @param worker makes the memory of one thread
   */
  protected ShardedObjective(int parameters, Parallelism parallelism, Supplier<W> worker) {
    this(parameters, parallelism, 1, worker);
  }

  /**
   * The same for shards that several solves in a row move.
   *
   * @param solves each of which remembers its own first steps; may be 0
   */
  protected ShardedObjective(
      int parameters, Parallelism parallelism, int solves, Supplier<W> worker) {
    shards = new ShardedLoss<>(parameters, parallelism, solves, worker);
  }

  /** The loop over shards. */
  protected final ShardedLoss<W> shards() {
    return shards;
  }

  /** What the loss depends on besides θ, the iteration and how batches are cut into shards. */
  protected abstract Map<String, String> describe();

  /** Shards choose noise, directions and first steps. */
  @Override
  public final Map<String, String> fingerprint() {
    Map<String, String> words = new LinkedHashMap<>(describe());
    words.put("shard size", Integer.toString(shards.shardSize()));
    return words;
  }

  @Override
  public final int threads() {
    return shards.workers().size();
  }

  @Override
  public final List<FirstSteps> memory() {
    return shards.memory();
  }

  @Override
  public final void remember(List<FirstSteps> memory) {
    shards.remember(memory);
  }

  @Override
  public final void close() {
    shards.close();
  }
}
