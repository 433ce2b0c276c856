package advect.flow.dynamics;

import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.HashMap;
import java.util.Map;

/**
 * The directions of one shard after another: drawn for a stochastic trace, made once for each size
 * of shard for an exact one.
 *
 * <p>Threads: belongs to one thread.
 */
public final class ShardDirections {
  private final Trace trace;
  private final int dim;
  private final RandomStreams streams;
  private final Map<Integer, Directions> shared = new HashMap<>();

  /** Directions in {@code dim} dimensions, drawn from the streams of {@code seed}. */
  public ShardDirections(Trace trace, int dim, long seed) {
    this.trace = trace;
    this.dim = dim;
    streams = new RandomStreams(seed);
  }

  /** Directions a sample. */
  public int tangents() {
    return trace.tangents(dim);
  }

  /** The directions of a shard in an iteration. */
  public Directions of(Shard shard, long iteration) {
    if (trace.sharesDirections()) {
      return shared.computeIfAbsent(shard.count(), n -> trace.sharedDirections(dim, n));
    }
    var rng = streams.stream(RandomStreams.Purpose.TRACE, iteration, shard.index());
    return trace.directions(dim, shard, rng);
  }
}
