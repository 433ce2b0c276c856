package advect.flow.transform;

import advect.flow.dynamics.Trace;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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

  /** Whether the settings of any solve in a transform are such. */
  public static boolean any(Transform transform, Predicate<OdeSettings> such) {
    boolean[] found = {false};
    transform.solved(
        how -> {
          if (such.test(how)) found[0] = true;
          return how;
        });
    return found[0];
  }

  /** A copy with another seed. */
  public OdeSettings withSeed(long value) {
    return new OdeSettings(method, precision, trace, value, regularization);
  }

  /** A copy that another way solves and differentiates. */
  public OdeSettings withMethod(GradientMethod value) {
    return new OdeSettings(value, precision, trace, seed, regularization);
  }

  /** A copy with other costs. */
  public OdeSettings withRegularization(Regularization value) {
    return new OdeSettings(method, precision, trace, seed, value);
  }

  /**
   * In arithmetic that resolves the tolerance: in float64 where it is finer than float32 can tell.
   *
   * @throws IllegalArgumentException if it is finer than float64 can tell
   */
  public OdeSettings resolved() {
    double tolerance = tolerance().orElse(Double.POSITIVE_INFINITY);
    if (tolerance < Precision.FLOAT64.finestTolerance()) {
      throw new IllegalArgumentException(
          "a tolerance of %s is finer than float64 can tell: ask for %s or more"
              .formatted(tolerance, Precision.FLOAT64.finestTolerance()));
    }
    return tolerance < precision.finestTolerance() ? withPrecision(Precision.FLOAT64) : this;
  }

  /** The absolute tolerance that steps follow; empty for equal steps and for black boxes. */
  public OptionalDouble tolerance() {
    return method.solver() instanceof RungeKutta solver
            && solver.steps() instanceof Steps.Adaptive steps
        ? OptionalDouble.of(steps.tolerance().atol())
        : OptionalDouble.empty();
  }

  /** In float64, with half of the steps: to try again where a row failed. */
  public OdeSettings careful() {
    return retried(1).withPrecision(Precision.FLOAT64);
  }

  /** In float64 at a hundredth of the tolerance, with half of the steps. */
  public OdeSettings mostCareful() {
    return retried(0.01).withPrecision(Precision.FLOAT64);
  }

  private OdeSettings retried(double factor) {
    return withSteps(
        steps ->
            new Steps.Adaptive(finer(steps.tolerance(), factor), Math.max(1, steps.maxSteps() / 2)),
        1);
  }

  /**
   * Something to compare with: in float64, at a tenth of the tolerance or with four times as many
   * equal steps; dopri5 at tolerance 1e-8 in place of a black box.
   */
  public OdeSettings finer() {
    if (!(method.solver() instanceof RungeKutta)) {
      return withMethod(GradientMethod.of(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-8))))
          .withPrecision(Precision.FLOAT64);
    }
    return withSteps(
            steps -> new Steps.Adaptive(finer(steps.tolerance(), 0.1), steps.maxSteps()), 4)
        .withPrecision(Precision.FLOAT64);
  }

  /** The same settings for other steps of a method of the library; black boxes stay as they are. */
  private OdeSettings withSteps(UnaryOperator<Steps.Adaptive> change, int moreSteps) {
    if (!(method.solver() instanceof RungeKutta solver)) return this;
    Steps steps =
        solver.steps() instanceof Steps.Adaptive adaptive
            ? change.apply(adaptive)
            : new Steps.Fixed(
                Math.multiplyExact(moreSteps, ((Steps.Fixed) solver.steps()).count()));
    return withMethod(GradientMethod.of(new RungeKutta(solver.tableau(), steps)));
  }

  /** No finer than float64 can tell. */
  private static Tolerance finer(Tolerance tolerance, double factor) {
    double floor = Precision.FLOAT64.finestTolerance();
    double atol = Math.max(factor * tolerance.atol(), Math.min(floor, tolerance.atol()));
    return tolerance.times(atol / tolerance.atol());
  }
}
