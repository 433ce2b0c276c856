package advect.flow;

import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.gradient.DifferentiableSystem;
import advect.ode.Integrator;
import advect.ode.SolveReport;
import advect.ode.Solver;
import advect.ode.StepObserver;
import java.util.Arrays;

/** Memory for solving shards of one size. */
final class ShardSolve {
  private final FlowDynamics dynamics;
  private final DifferentiableSystem.Evaluation evaluation;
  private final Integrator integrator;
  private final double[] y;
  private final double[] z;
  private final double[] cost;

  ShardSolve(FlowDynamics dynamics, Solver solver) {
    this.dynamics = dynamics;
    evaluation = dynamics.evaluation();
    y = new double[dynamics.stateSize() + dynamics.costSize()];
    z = new double[dynamics.stateSize()];
    cost = new double[dynamics.costSize()];
    integrator = solver.integrator(y.length);
  }

  /** The points, {@code [dim][samples]}: set before a solve, moved by it. */
  double[] z() {
    return z;
  }

  /** ∫ tr(∂f/∂z) dt along the last solve, one a sample; empty without directions. */
  double[] cost() {
    return cost;
  }

  /** Moves the points from t0 to t1. */
  SolveReport run(double t0, double t1, Directions directions) {
    dynamics.directions(directions);
    System.arraycopy(z, 0, y, 0, z.length);
    Arrays.fill(y, z.length, y.length, 0);
    SolveReport report = integrator.integrate(evaluation::forward, t0, t1, y, StepObserver.NONE);
    System.arraycopy(y, 0, z, 0, z.length);
    System.arraycopy(y, z.length, cost, 0, cost.length);
    return report;
  }
}
