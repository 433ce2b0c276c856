package advect.gradient;

import advect.ode.Outputs;
import advect.ode.SolveReport;

/** A solve and its reverse. */
public interface DifferentiableSolve {
  /**
   * Solves from t0 to t1, either of which may be the larger.
   *
   * @param y {@code [z | c]}, in: at t0, out: at t1
   * @param outputs filled with y at their times, and kept for {@link #backward}
   * @param memory of first steps, used here and by {@link #backward}, which note what to remember
   */
  SolveReport forward(double t0, double t1, double[] y, Outputs outputs, FirstSteps memory);

  /** Solves without outputs. */
  default SolveReport forward(double t0, double t1, double[] y, FirstSteps memory) {
    return forward(t0, t1, y, Outputs.none(), memory);
  }

  /** Solves without a memory of first steps. */
  default SolveReport forward(double t0, double t1, double[] y) {
    return forward(t0, t1, y, new FirstSteps());
  }

  /**
   * Differentiates the last {@link #forward}, which must have reached its end.
   *
   * @param ybar {@code [z̄ | c̄]}, in: ∂L/∂y(t1) apart from the outputs, out: ∂L/∂y(t0)
   * @param outputBars ∂L/∂y at the time of each output, {@code [outputs][stateSize + costSize]},
   *     read only
   * @param thetaBar updated: += ∂L/∂θ, if the report's status is success
   */
  SolveReport backward(double[] ybar, double[][] outputBars, double[] thetaBar);

  /** Differentiates a solve without outputs. */
  default SolveReport backward(double[] ybar, double[] thetaBar) {
    return backward(ybar, new double[0][], thetaBar);
  }
}
