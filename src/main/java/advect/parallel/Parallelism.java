package advect.parallel;

/**
 * How work is divided.
 *
 * @param shardSize samples that are worked on at once; part of the result, within the tolerance,
 *     where they are solved together: in training
 * @param threads how many shards run at once; never part of the result
 */
public record Parallelism(int shardSize, int threads) {
  /** Shards that fit the second-level cache at usual widths, on every core. */
  public static final Parallelism DEFAULT =
      new Parallelism(64, Runtime.getRuntime().availableProcessors());

  /** Requires at least one of each. */
  public Parallelism {
    if (shardSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "shard size and threads must be at least 1, got %d and %d".formatted(shardSize, threads));
    }
  }

  /** A copy with other threads. */
  public Parallelism withThreads(int value) {
    return new Parallelism(shardSize, value);
  }
}
