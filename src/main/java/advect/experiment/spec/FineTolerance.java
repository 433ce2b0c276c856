package advect.experiment.spec;

import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.ode.Solver;

/**
 * Whether the tolerance of an evaluation is finer than float32 can tell, and what is said of it.
 *
 * @param solver of the evaluation
 */
public record FineTolerance(Solver solver) {
  /**
   * Whether only float64 can tell it; equal steps and black boxes are done as they are asked for.
   */
  public boolean needsFloat64() {
    double tolerance =
        FlowSettings.DEFAULT.withSolver(solver).ode().tolerance().orElse(Double.POSITIVE_INFINITY);
    return tolerance < Precision.FLOAT32.finestTolerance();
  }

  /** That float64 takes over, where nobody asked for float32. */
  public String takeover() {
    return tooFine() + ", so evaluated in float64";
  }

  /**
   * That it cannot be had with float32, where somebody asked for that.
   *
   * @param tolerance what the tolerance is called
   * @param precision what the precision is called
   */
  public String refusal(String tolerance, String precision) {
    return "%s: ask for a %s of %s or more, or leave out %s"
        .formatted(tooFine(), tolerance, Precision.FLOAT32.finestTolerance(), precision);
  }

  private String tooFine() {
    return solver.describe() + ": finer than float32 can tell";
  }
}
