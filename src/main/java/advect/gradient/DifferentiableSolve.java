package advect.gradient;

import advect.ode.SolveReport;

/** A solve and its reverse. */
public interface DifferentiableSolve {
  /**
   * Solves from t0 to t1, either of which may be the larger.
   *
   * @param y {@code [z | c]}, in: at t0, out: at t1
   * @param memory of first steps, used here and by {@link #backward}, which note what to remember
   */
  SolveReport forward(double t0, double t1, double[] y, FirstSteps memory);

  /** Solves without a memory of first steps. */
  default SolveReport forward(double t0, double t1, double[] y) {
    return forward(t0, t1, y, new FirstSteps());
  }

  /**
   * Differentiates the last {@link #forward}, which must have reached its end.
   *
   * @param ybar {@code [z̄ | c̄]}, in: ∂L/∂y(t1), out: ∂L/∂y(t0)
   * @param thetaBar updated: += ∂L/∂θ, if the report's verdict is success
   */
  SolveReport backward(double[] ybar, double[] thetaBar);
}
