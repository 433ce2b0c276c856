package advect.gradient;

import advect.ode.Integrator;
import advect.ode.SolveReport;
import advect.ode.Verdict;

/** Memory of a {@link CheckpointedAdjoint}. */
final class CheckpointedAdjointSolve implements DifferentiableSolve {
  private final DifferentiableSystem system;
  private final Integrator integrator;
  private final Tape tape;
  private final StepReverse reverse;

  CheckpointedAdjointSolve(CheckpointedAdjoint method, DifferentiableSystem system) {
    this.system = system;
    integrator = method.solver().integrator(system.stateSize() + system.costSize());
    reverse = new StepReverse(method.solver().tableau(), system);
    tape = new Tape(method, system, reverse.stages());
  }

  @Override
  public SolveReport forward(double t0, double t1, double[] y, FirstSteps memory) {
    tape.clear();
    integrator.beginWith(memory.forward());
    SolveReport report = integrator.integrate(tape, t0, t1, y, tape);
    memory.noteForward(integrator.suitableFirstStep());
    return report;
  }

  @Override
  public SolveReport backward(double[] ybar, double[] thetaBar) {
    for (int n = tape.count() - 1; n >= 0; n--) {
      DifferentiableSystem.Evaluation[] stages = tape.stages(n);
      double h = tape.size(n);
      if (!tape.isKept(n)) reverse.replay(stages, tape.time(n), h, tape.state(n));
      reverse.run(stages, h, ybar);
    }
    system.drain(thetaBar);
    int steps = tape.count();
    double t = steps == 0 ? Double.NaN : tape.time(0);
    double h = steps == 0 ? 0 : tape.size(0);
    return new SolveReport(Verdict.REACHED_END, t, h, steps, 0, steps * reverse.stages());
  }
}
