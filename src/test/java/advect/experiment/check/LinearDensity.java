package advect.experiment.check;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import java.util.List;

/** The flow along dz/dt = a z from a standard normal: N(0, e^2a). */
final class LinearDensity {
  /** Errors of a solve below 1e-9. */
  static final FlowSettings PRECISE = settings(Steps.adaptive(1e-11), "dopri5");

  private LinearDensity() {}

  /** Evaluated precisely. */
  static FlowDensity of(double a) {
    Mlp field = new Mlp(1, List.of(), Activation.TANH, TimeInput.NONE);
    return ContinuousFlow.of(field, Standardization.identity(1), 1)
        .withParameters(new double[] {a, 0})
        .density()
        .with(PRECISE);
  }

  /** So many steps of Euler's method, whose result is z (1 + a/n)^n. */
  static FlowSettings euler(int steps) {
    return settings(new Steps.Fixed(steps), "euler");
  }

  private static FlowSettings settings(Steps steps, String method) {
    return FlowSettings.DEFAULT
        .withPrecision(Precision.FLOAT64)
        .withSolver(SolverCatalog.solver(method, steps));
  }
}
