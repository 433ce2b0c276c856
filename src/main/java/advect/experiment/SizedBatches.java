package advect.experiment;

import advect.train.objective.Batches;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Batches of any size from the same rows, made once a size: each may keep a copy of the rows.
 *
 * <p>Batch i of a size is a function of i alone, whichever phase it belongs to. So where sizes grow
 * from phase to phase, the rows of a later phase are dealt out from later epochs, with other noise;
 * where they shrink, some of them have been met with the same noise.
 */
final class SizedBatches {
  private final int usual;
  private final IntFunction<Batches> maker;
  private final Map<Integer, Batches> made = new HashMap<>();

  /**
   * Batches that are made when they are wanted.
   *
   * @param usual rows of a batch if nothing is said
   * @param maker of batches of a size
   */
  SizedBatches(int usual, IntFunction<Batches> maker) {
    this.usual = usual;
    this.maker = maker;
  }

  /** Batches of the usual size. */
  Batches usual() {
    return of(OptionalInt.empty());
  }

  /** Batches of this size, or of the usual one. */
  Batches of(OptionalInt size) {
    return made.computeIfAbsent(size.orElse(usual), maker::apply);
  }
}
