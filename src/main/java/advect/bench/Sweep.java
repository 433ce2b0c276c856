package advect.bench;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Work that varies in one respect.
 *
 * @param name of the respect in one word
 * @param axis what is counted
 * @param fixed all else, in words
 * @param values smallest first
 * @param kinds kinds of work that are compared
 */
record Sweep(String name, String axis, String fixed, List<Integer> values, List<WorkKind> kinds) {
  /** Takes copies. */
  Sweep {
    values = List.copyOf(values);
    kinds = List.copyOf(kinds);
  }

  /**
   * One kind of work.
   *
   * @param name for the legend
   * @param task what is done at a value
   */
  record WorkKind(String name, IntFunction<PlannedWork> task) {}

  /** A piece of work and how it is done. */
  record PlannedWork(WorkShape shape, Conditions conditions) {}
}
