package advect.gradient;

/**
 * dz/dt = f(t, z; θ) with running costs dc/dt = r(t, z; θ), and the reverse derivatives of both.
 *
 * <p>A state y is {@code [z | c]}, {@code stateSize + costSize} numbers.
 *
 * <p>Threads: belongs to one thread, as do its evaluations.
 */
public interface DifferentiableSystem {
  /** Numbers in z. */
  int stateSize();

  /** Numbers in c; may be 0. */
  int costSize();

  /**
   * Leading numbers of y that choose the steps of a solve: the error norm looks at them alone. All,
   * unless the last costs are such as may not influence the solution.
   */
  default int controlledSize() {
    return stateSize() + costSize();
  }

  /** Length of θ. */
  int parameterCount();

  /** Memory for one evaluation. */
  Evaluation evaluation();

  /** Bytes of the numbers that an {@link #evaluation} has to itself. */
  long evaluationBytes();

  /** total += the accumulated parameter gradient, which is then set to zero. */
  void drain(double[] total);

  /** Sets the accumulated parameter gradient to zero. */
  void discard();

  /** One evaluation of the system, with what its reverse needs. */
  interface Evaluation {
    /**
     * Writes [f | r].
     *
     * @param y state {@code [z | c]}, read only; c is not looked at
     * @param dydt {@code [f | r]}, overwritten
     */
    void forward(double t, double[] y, double[] dydt);

    /**
     * Writes z̄ = [∂f/∂z]ᵀ f̄ + [∂r/∂z]ᵀ r̄ at the point of the last {@link #forward}.
     *
     * @param cotangent {@code [f̄ | r̄]}, read only
     * @param zbar {@code [stateSize]}, overwritten
     */
    void backward(double[] cotangent, double[] zbar);

    /**
     * Adds weight · ([∂f/∂θ]ᵀ f̄ + [∂r/∂θ]ᵀ r̄) of the last {@link #backward} to the system's
     * accumulated gradient. No other evaluation may have run backward in between.
     */
    void accumulate(double weight);
  }
}
