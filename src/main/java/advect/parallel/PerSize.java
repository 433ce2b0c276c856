package advect.parallel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Memory for shards of each size, made when it is first asked for: all shards of a run have one
 * size but the last.
 *
 * <p>Threads: belongs to one thread.
 *
 * @param <M> the memory
 */
public final class PerSize<M> {
  private final IntFunction<M> make;
  private final Map<Integer, M> bySize = new HashMap<>();

  /**
   * Nothing yet.
   *
   * @param make memory for so many samples
   */
  public PerSize(IntFunction<M> make) {
    this.make = make;
  }

  /** The memory for so many samples. */
  public M of(int samples) {
    return bySize.computeIfAbsent(samples, make::apply);
  }
}
