package advect.gradient;

/**
 * The derivatives of a loss L(z(t1), c(t1)) with respect to the times t0 and t1 at which a solve
 * starts and ends: with F = [f | r] and ȳ = [a | c̄],
 *
 * <pre>
 *   ∂L/∂t0 = -⟨ȳ(t0), F(t0, y(t0))⟩,      ∂L/∂t1 = ⟨ȳ(t1), F(t1, y(t1))⟩.
 * </pre>
 *
 * <p>Exact for the exact solution of the ODE; for a computed one, within the tolerance of the
 * solve. Cost: two evaluations.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, equation 52. ∂L/∂t0 has a minus sign since
 * starting later by δ from the same state is starting at t0 from a state moved by -δ F.
 *
 * @param start ∂L/∂t0
 * @param end ∂L/∂t1
 */
public record TimeGradient(double start, double end) {
  /**
   * The derivatives for a solve from t0 to t1.
   *
   * @param y0 {@code [z | c]} at t0, read only, as all arrays here
   * @param ybar0 {@code [a | c̄]} at t0, as {@link DifferentiableSolve#backward} leaves it
   * @param y1 {@code [z | c]} at t1
   * @param ybar1 {@code [a | c̄]} at t1, as it is given to it
   */
  public static TimeGradient of(
      DifferentiableSystem system,
      double t0,
      double[] y0,
      double[] ybar0,
      double t1,
      double[] y1,
      double[] ybar1) {
    DifferentiableSystem.Evaluation evaluation = system.evaluation();
    return new TimeGradient(-rate(evaluation, t0, y0, ybar0), rate(evaluation, t1, y1, ybar1));
  }

  /** ⟨ȳ, F(t, y)⟩. */
  private static double rate(
      DifferentiableSystem.Evaluation evaluation, double t, double[] y, double[] ybar) {
    double[] dydt = new double[y.length];
    evaluation.forward(t, y, dydt);
    double sum = 0;
    for (int i = 0; i < dydt.length; i++) sum += ybar[i] * dydt[i];
    return sum;
  }
}
