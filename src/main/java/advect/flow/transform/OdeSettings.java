package advect.flow.transform;

import advect.flow.dynamics.Trace;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;

/**
 * How an {@link Ode} is solved; none of it changes what the map is, but for regularization, which
 * is of training alone.
 *
 * @param method solves and differentiates
 * @param precision of the field's arithmetic
 * @param trace how log |det| finds the trace; {@link Trace.None} leaves it out, and then only
 *     points can be moved: whoever asks for a density is refused
 * @param seed of stochastic traces and end times
 * @param regularization what training pays for besides the likelihood
 */
public record OdeSettings(
    GradientMethod method,
    Precision precision,
    Trace trace,
    long seed,
    Regularization regularization) {
  /** Exact trace in float64, without regularization. */
  public static OdeSettings exact(GradientMethod method) {
    return new OdeSettings(method, Precision.FLOAT64, new Trace.Exact(), 0, Regularization.NONE);
  }

  /** A copy with another precision. */
  public OdeSettings withPrecision(Precision value) {
    return new OdeSettings(method, value, trace, seed, regularization);
  }

  /** A copy with another trace. */
  public OdeSettings withTrace(Trace value) {
    return new OdeSettings(method, precision, value, seed, regularization);
  }

  /** A copy that another way solves and differentiates. */
  public OdeSettings withMethod(GradientMethod value) {
    return new OdeSettings(value, precision, trace, seed, regularization);
  }

  /** A copy with other costs. */
  public OdeSettings withRegularization(Regularization value) {
    return new OdeSettings(method, precision, trace, seed, value);
  }

  /** In float64, with half of the steps: to try again where a row failed. */
  public OdeSettings careful() {
    return retried(1).withPrecision(Precision.FLOAT64);
  }

  /** In float64 at a hundredth of the tolerance, with half of the steps. */
  public OdeSettings mostCareful() {
    return retried(0.01).withPrecision(Precision.FLOAT64);
  }

  private OdeSettings retried(double tolerance) {
    return method.solver() instanceof RungeKutta solver
            && solver.steps() instanceof Steps.Adaptive steps
        ? withMethod(
            GradientMethod.of(
                new RungeKutta(
                    solver.tableau(),
                    new Steps.Adaptive(
                        steps.tolerance().times(tolerance), Math.max(1, steps.maxSteps() / 2)))))
        : this;
  }
}
