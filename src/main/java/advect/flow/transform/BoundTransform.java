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

  /** Memory to move so many samples, which keeps nothing for a reverse. */
  default Move move(int samples) {
    return pass(samples);
  }
}
