package advect.field;

/**
 * A field together with parameters in its own arithmetic, tangents, contexts, and an accumulator
 * for the gradient.
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
   * Whether the samples of an evaluation must be at one time. Then rows cannot have adaptive steps
   * of their own: they are moved in shards with common steps.
   */
  default boolean sharesTime() {
    return false;
  }

  /** Numbers of a sample's context; 0 if it has none. */
  default int contextDim() {
    return 0;
  }

  /**
   * Fixes the context of all passes of so many samples from now on; what follows from it alone is
   * computed once. Until it is given it is zero.
   *
   * @param c {@code [contextDim][samples]}; read only, copied
   * @throws IllegalArgumentException if its size is not that
   */
  default void context(int samples, double[] c) {
    requireNoContext(c);
  }

  /**
   * total += the accumulated cotangent of the context of so many samples, which is then set to
   * zero. {@link #drain} and this may be called in either order.
   *
   * @param total {@code [contextDim][samples]}
   */
  default void drainContext(int samples, double[] total) {
    requireNoContext(total);
  }

  private static void requireNoContext(double[] numbers) {
    if (numbers.length > 0) {
      throw new IllegalArgumentException(
          "a field without a context was asked about %d numbers of one: expected none; choose a"
                  .formatted(numbers.length)
              + " field whose contextDim is not 0, such as Mlp or ConcatSquash with a context");
    }
  }

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

  /** Sets the accumulated parameter gradient, and the cotangents of contexts, to zero. */
  void discard();
}
