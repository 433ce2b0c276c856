package advect.parallel;

/**
 * A block of consecutive rows: the unit of work. Shards are cut by position, never by the number of
 * threads.
 *
 * @param index which shard
 * @param first its first row
 * @param count its rows
 */
public record Shard(int index, int first, int count) {
  /** Shards of {@code size} rows needed for {@code rows}. */
  public static int count(int rows, int size) {
    return (rows + size - 1) / size;
  }

  /** The shard of an index; the last may be smaller. */
  public static Shard of(int index, int rows, int size) {
    int first = index * size;
    return new Shard(index, first, Math.min(size, rows - first));
  }
}
