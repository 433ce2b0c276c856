package advect.flow.transform;

/**
 * One evaluation of an {@link Elementary} map on a shard. Panels are {@code [...][samples]}; φ is
 * {@code [size][samples]}.
 */
interface ElementaryPass {
  /**
   * Moves samples.
   *
   * @param phi read only
   * @param z {@code [dim][samples]}, updated
   * @param logDet {@code [samples]}, updated: += log |det|
   */
  void forward(double[] phi, double[] z, double[] logDet);

  /**
   * Differentiates the last {@link #forward}, with the same {@code phi}.
   *
   * @param zbar {@code [dim][samples]}, in: cotangent of what came out, out: of what went in
   * @param logDetBar {@code [samples]}, read only
   * @param phiBar overwritten
   */
  void backward(double[] phi, double[] zbar, double[] logDetBar, double[] phiBar);

  /**
   * Finds what {@link #forward} moves to {@code z}; NaN where there is nothing.
   *
   * @param z {@code [dim][samples]}, updated
   */
  void invert(double[] phi, double[] z);

  /**
   * Solves Jᵀ y = z̄ for the Jacobian J of the last {@link #forward}.
   *
   * @param zbar {@code [dim][samples]}, in: z̄, out: y
   */
  void solveTransposed(double[] phi, double[] zbar);
}
