package advect.field;

/**
 * A field together with parameters in its own arithmetic and an accumulator for their gradient.
 *
 * <p>Threads: belongs to one thread, as do its passes.
 */
public interface BoundField {
  /** Length of θ. */
  int parameterCount();

  /** Rounds θ to the field's arithmetic; all passes use it from now on. */
  void parameters(double[] theta);

  /**
   * Memory for one evaluation on {@code samples} samples with {@code tangents} tangents each.
   *
   * <p>Passes of one field share the memory of their reverse sweeps: {@link FieldPass#accumulate}
   * must follow its own {@link FieldPass#backward} before another pass runs backward.
   */
  FieldPass pass(int samples, int tangents);

  /** total += the accumulated parameter gradient, which is then set to zero. */
  void drain(double[] total);

  /** Sets the accumulated parameter gradient to zero. */
  void discard();
}
