package advect.flow.transform;

import advect.flow.dynamics.Trace;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;

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
}
