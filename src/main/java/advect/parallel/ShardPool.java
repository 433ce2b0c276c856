package advect.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs shards on a few threads, each with memory of its own that lives as long as the pool. The
 * caller's thread is one of them.
 *
 * <p>Which thread runs a shard is not defined, so a task must depend on the shard alone.
 *
 * @param <W> memory of one thread
 */
public final class ShardPool<W> implements AutoCloseable {
  private final List<W> workers = new ArrayList<>();
  private final @Nullable ExecutorService helpers;
  private volatile boolean stopping;

  /** Makes {@code threads} workers. */
  public ShardPool(int threads, Supplier<W> worker) {
    if (threads < 1) throw new IllegalArgumentException("threads must be at least 1: " + threads);
    for (int i = 0; i < threads; i++) workers.add(worker.get());
    helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, ShardPool::helper);
  }

  private static Thread helper(Runnable task) {
    Thread thread = new Thread(task, "advect-shard");
    thread.setDaemon(true);
    return thread;
  }

  /** The memory of every thread, for set-up before a run. */
  public List<W> workers() {
    return workers;
  }

  /**
   * Whether shards that are under way should give up, since the run has failed or its caller is
   * interrupted; for tasks that take long.
   */
  public boolean isStopping() {
    return stopping || Thread.currentThread().isInterrupted();
  }

  /**
   * Runs all shards of {@code rows} and returns when no thread works on them any more.
   *
   * <p>After a failure or an interruption no further shard is begun; of several failures, that of
   * the first shard is thrown.
   *
   * @throws IllegalStateException if this thread is interrupted and no shard failed; it stays
   *     interrupted
   */
  public void run(int rows, int shardSize, Task<W> task) {
    stopping = false;
    Run run = new Run(rows, shardSize, task);
    List<Future<?>> running = new ArrayList<>(workers.size());
    if (helpers != null) {
      for (W worker : workers.subList(1, Math.max(1, Math.min(workers.size(), run.shards)))) {
        running.add(helpers.submit(() -> run.work(worker)));
      }
    }
    run.work(workers.get(0));
    for (Future<?> future : running) await(future, run);
    run.rethrow();
  }

  /** Waits to the end even if interrupted, since a worker's memory must not be used by two. */
  private void await(Future<?> future, Run run) {
    boolean interrupted = false;
    while (!future.isDone()) {
      try {
        future.get();
      } catch (InterruptedException e) {
        interrupted = true;
        run.stop();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  /** One call of {@link #run}: which shards are left, and what went wrong. */
  private final class Run {
    private final int rows;
    private final int shardSize;
    private final Task<W> task;
    private final int shards;
    private final AtomicInteger next = new AtomicInteger();
    private int failedShard = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Run(int rows, int shardSize, Task<W> task) {
      this.rows = rows;
      this.shardSize = shardSize;
      this.task = task;
      shards = Shard.count(rows, shardSize);
    }

    void work(W worker) {
      for (int i; (i = next.getAndIncrement()) < shards; ) {
        if (Thread.currentThread().isInterrupted()) {
          stop();
          return;
        }
        try {
          task.run(worker, Shard.of(i, rows, shardSize));
        } catch (RuntimeException | Error e) {
          failed(i, e);
        }
      }
    }

    void stop() {
      stopping = true;
      next.set(shards);
    }

    private synchronized void failed(int shard, Throwable e) {
      stop();
      if (shard < failedShard) {
        failedShard = shard;
        failure = e;
      }
    }

    synchronized void rethrow() {
      if (failure instanceof Error error) throw error;
      if (failure instanceof RuntimeException exception) throw exception;
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while shards were running");
      }
    }
  }

  @Override
  public void close() {
    if (helpers != null) helpers.shutdownNow();
  }

  /** What is done with a shard. */
  @FunctionalInterface
  public interface Task<W> {
    /** Works on a shard with one thread's memory. */
    void run(W worker, Shard shard);
  }
}
