package advect.train.matching;

import advect.parallel.Shard;

/**
 * Where the paths of an iteration end. Panels are {@code [feature][sample]}, in standardised units.
 *
 * <p>Threads: immutable; safe to share.
 */
interface Ends {
  /** Number of paths. */
  int rows();

  /** The weight of a path in the loss. */
  double weight(int row);

  /** The sum of all weights. */
  double totalWeight();

  /**
   * Writes the ends of a shard's paths.
   *
   * @param start where they begin, {@code [dim][samples]}, read only
   * @param end overwritten, of the same shape
   * @param context overwritten, {@code [contextDim][samples]}
   */
  void write(Shard shard, double[] start, double[] end, double[] context);
}
