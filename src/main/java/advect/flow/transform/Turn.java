package advect.flow.transform;

import advect.gradient.FirstSteps;
import advect.parallel.Shard;

/**
 * A shard's turn in an iteration: what a stochastic or adaptive solve may depend on besides its
 * samples. Never the thread.
 *
 * @param shard which samples they are
 * @param iteration chooses directions of a stochastic trace and random end times
 * @param firstSteps the shard's memory of first steps, one for each solve of the transform
 */
public record Turn(Shard shard, long iteration, FirstSteps firstSteps) {
  /** The only turn of all samples. */
  public static Turn only(int count) {
    return of(new Shard(0, 0, count));
  }

  /** The same turn for some of the solves in it. */
  Turn part(int from, int count) {
    return new Turn(shard, iteration, firstSteps.part(from, count));
  }

  /** A turn outside of any training. */
  public static Turn of(Shard shard) {
    return new Turn(shard, 0, new FirstSteps());
  }
}
