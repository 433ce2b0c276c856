package advect.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs shards on a few threads, each with memory of its own that lives as long as the pool.
 *
 * <p>Which thread runs a shard is not defined, so a task must depend on the shard alone.
 *
 * @param <W> memory of one thread
 */
public final class ShardPool<W> implements AutoCloseable {
  private final List<W> workers = new ArrayList<>();
  private final ExecutorService threads;

  /** Makes {@code threads} workers. */
  public ShardPool(int threads, Supplier<W> worker) {
    if (threads < 1) throw new IllegalArgumentException("threads must be at least 1: " + threads);
    for (int i = 0; i < threads; i++) workers.add(worker.get());
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "advect-shard");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The memory of every thread, for set-up before a run. */
  public List<W> workers() {
    return workers;
  }

  /**
   * Runs all shards of {@code rows} and returns when they are done; the first failure is thrown.
   */
  public void run(int rows, int shardSize, Task<W> task) {
    int shards = Shard.count(rows, shardSize);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (W worker : workers.subList(0, Math.min(workers.size(), shards))) {
      running.add(
          threads.submit(
              () -> {
                for (int i; (i = next.getAndIncrement()) < shards; ) {
                  task.run(worker, Shard.of(i, rows, shardSize));
                }
              }));
    }
    running.forEach(ShardPool::await);
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while shards were running", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** What is done with a shard. */
  @FunctionalInterface
  public interface Task<W> {
    /** Works on a shard with one thread's memory. */
    void run(W worker, Shard shard);
  }
}
