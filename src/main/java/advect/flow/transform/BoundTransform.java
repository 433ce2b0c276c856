package advect.flow.transform;

/**
 * A {@link Transform} together with θ.
 *
 * <p>Threads: belongs to one thread, as do its passes.
 */
public interface BoundTransform {
  /**
   * Fixes θ for all moves from now on.
   *
   * @param theta read now and not kept
   * @throws IllegalArgumentException if it has another length than θ
   */
  void parameters(double[] theta);

  /** Memory to move so many samples and to differentiate the move. */
  TransformPass pass(int samples);

  /**
   * Memory to move any number of rows, each by itself.
   *
   * <p>Unless overridden, rows are moved by {@link #pass}es of {@code seats} samples: that is by
   * themselves only if {@link TransformPass#forward} moves each sample by itself.
   *
   * @param seats rows to work on at once
   */
  default RowMove rowMove(int seats) {
    return new ShardedRows(
        seats,
        count -> {
          TransformPass pass = pass(count);
          return (samples, firstRow, stop) -> pass.forward(samples, Turn.only(count));
        });
  }
}
