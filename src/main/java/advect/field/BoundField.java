package advect.field;

/**
 * A field together with parameters in its own arithmetic, tangents, and an accumulator for the
 * parameter gradient.
 *
 * <p>Threads: belongs to one thread, as do its passes.
 */
public interface BoundField {
  /** Length of θ. */
  int parameterCount();

  /** Rounds θ to the field's arithmetic; all passes use it from now on. */
  void parameters(double[] theta);

  /**
   * Fixes the tangents of all passes of one shape from now on; what follows from them alone is
   * computed once.
   *
   * @param e {@code [dim][count · samples]}, in each row one block of samples a tangent; read only
   */
  void tangents(int samples, int count, double[] e);

  /**
   * Memory for one evaluation on {@code samples} samples with {@code tangents} tangents each.
   *
   * <p>Passes of one shape share the memory of their reverse sweeps: {@link FieldPass#accumulate}
   * must follow its own {@link FieldPass#backward} before another pass runs backward.
   */
  FieldPass pass(int samples, int tangents);

  /** Bytes of the numbers that a {@link #pass} has to itself. */
  long passBytes(int samples, int tangents);

  /** total += the accumulated parameter gradient, which is then set to zero. */
  void drain(double[] total);

  /** Sets the accumulated parameter gradient to zero. */
  void discard();
}
