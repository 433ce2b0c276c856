package advect.gradient;

import advect.ode.Integrator;
import advect.ode.Outputs;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import java.util.Arrays;

/** Memory of a {@link CheckpointedAdjoint}. */
final class CheckpointedAdjointSolve implements DifferentiableSolve {
  private final DifferentiableSystem system;
  private final Integrator integrator;
  private final Tape tape;
  private final StepReverse reverse;
  private Outputs outputs = Outputs.none();

  CheckpointedAdjointSolve(CheckpointedAdjoint method, DifferentiableSystem system) {
    this.system = system;
    int size = system.stateSize() + system.costSize();
    integrator = method.solver().integrator(size, system.controlledSize());
    reverse = new StepReverse(method.solver().tableau(), system);
    tape = new Tape(method, system, reverse.stages());
  }

  @Override
  public SolveReport forward(double t0, double t1, double[] y, Outputs outputs, FirstSteps memory) {
    this.outputs = outputs;
    tape.begin(t1);
    integrator.beginWith(memory.forward());
    SolveReport report = integrator.integrate(tape, t0, t1, y, tape, outputs);
    memory.noteForward(integrator.suitableFirstStep());
    return report;
  }

  @Override
  public SolveReport backward(double[] ybar, double[][] outputBars, double[] thetaBar) {
    OutputBars.check(outputs, outputBars);
    if (outputs.count() == 0) {
      for (int n = tape.count() - 1; n >= 0; n--) reverse.run(stages(n), tape.size(n), ybar);
    } else {
      reverseWithOutputs(ybar, outputBars);
    }
    system.drain(thetaBar);
    int steps = tape.count();
    double t = steps == 0 ? Double.NaN : tape.time(0);
    double h = steps == 0 ? 0 : tape.size(0);
    return new SolveReport(SolveStatus.REACHED_END, t, h, steps, 0, steps * reverse.stages());
  }

  /** The stages of a step with their activations. */
  private DifferentiableSystem.Evaluation[] stages(int step) {
    DifferentiableSystem.Evaluation[] stages = tape.stages(step);
    if (!tape.isKept(step)) {
      double end = tape.endTime(step);
      reverse.replay(stages, tape.time(step), tape.size(step), end, tape.state(step));
    }
    return stages;
  }

  /** The slope at a step's end is the first stage of the next: its cotangent goes there. */
  private void reverseWithOutputs(double[] ybar, double[][] bars) {
    int last = outputs.count() - 1;
    int n = tape.count() - 1;
    if (n < 0) {
      for (double[] bar : bars) OutputReverse.add(1, bar, ybar);
      return;
    }
    OutputReverse here = reverse.outputs();
    OutputReverse before = reverse.outputs();
    last = here.gather(n, tape.size(n), outputs, bars, last);
    if (Arrays.stream(here.endSlope()).anyMatch(bar -> bar != 0)) {
      reverse.end(tape.end(), here.endSlope(), ybar);
    }
    for (; n >= 0; n--) {
      if (n > 0) last = before.gather(n - 1, tape.size(n - 1), outputs, bars, last);
      if (n > 0) OutputReverse.add(1, before.endSlope(), here.startSlope());
      OutputReverse.add(1, here.end(), ybar);
      reverse.run(stages(n), tape.size(n), ybar, here);
      OutputReverse.add(1, here.start(), ybar);
      OutputReverse swap = here;
      here = before;
      before = swap;
    }
  }
}
