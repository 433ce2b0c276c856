package advect.experiment;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import java.util.List;

/** Flows along dz/dt = A z, whose densities are Gaussians in closed form. */
final class LinearFlow {
  /** Errors of a solve below 1e-9. */
  static final FlowSettings PRECISE =
      FlowSettings.DEFAULT
          .withPrecision(Precision.FLOAT64)
          .withSolver(SolverCatalog.solver("dopri5", Steps.adaptive(1e-11)));

  private LinearFlow() {}

  /** With the rows of A, evaluated precisely. */
  static ContinuousFlow of(Standardization standardization, double[]... a) {
    int dim = a.length;
    double[] theta = new double[dim * dim + dim];
    for (int i = 0; i < dim; i++) System.arraycopy(a[i], 0, theta, i * dim, dim);
    Mlp field = new Mlp(dim, List.of(), Activation.TANH, TimeInput.NONE);
    return ContinuousFlow.of(field, theta, new StandardNormal(field.dim()), standardization)
        .with(PRECISE);
  }
}
