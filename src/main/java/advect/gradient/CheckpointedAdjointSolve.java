package advect.gradient;

import advect.ode.Integrator;
import advect.ode.SolveReport;
import advect.ode.Verdict;

/** Memory of a {@link CheckpointedAdjoint}. */
final class CheckpointedAdjointSolve implements DifferentiableSolve {
  private final DifferentiableSystem system;
  private final DifferentiableSystem.Evaluation evaluation;
  private final Integrator integrator;
  private final Checkpoints checkpoints;
  private final StepReplay replay;

  CheckpointedAdjointSolve(CheckpointedAdjoint method, DifferentiableSystem system) {
    this.system = system;
    evaluation = system.evaluation();
    integrator = method.solver().integrator(system.stateSize() + system.costSize());
    checkpoints = new Checkpoints(system.stateSize());
    replay = new StepReplay(method.solver().tableau(), system);
  }

  @Override
  public SolveReport forward(double t0, double t1, double[] y) {
    checkpoints.clear();
    return integrator.integrate(evaluation::forward, t0, t1, y, checkpoints);
  }

  @Override
  public SolveReport backward(double[] ybar, double[] thetaBar) {
    for (int n = checkpoints.count() - 1; n >= 0; n--) {
      double h = checkpoints.size(n);
      replay.forward(checkpoints.time(n), h, checkpoints.state(n));
      replay.backward(h, ybar);
    }
    system.drain(thetaBar);
    int steps = checkpoints.count();
    double t = steps == 0 ? Double.NaN : checkpoints.time(0);
    double h = steps == 0 ? 0 : checkpoints.size(0);
    return new SolveReport(Verdict.REACHED_END, t, h, steps, 0, steps * replay.stages());
  }
}
