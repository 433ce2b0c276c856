package advect.flow;

import advect.flow.dynamics.Trace;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Solver;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;

/**
 * How a flow is evaluated; none of it changes what the flow is.
 *
 * @param trace how log densities find the trace; with {@link Trace.None} there are none
 * @param solver of every solve
 * @param precision of the field's arithmetic; float64 takes over where a tolerance is finer than
 *     float32 can tell
 * @param parallelism shards and threads
 * @param seed of the directions of a stochastic trace
 */
public record FlowSettings(
    Trace trace, Solver solver, Precision precision, Parallelism parallelism, long seed) {
  /** Exact trace, Dormand-Prince at tolerance 1e-5, float32. */
  public static final FlowSettings DEFAULT =
      new FlowSettings(
          new Trace.Exact(),
          new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-5)),
          Precision.FLOAT32,
          Parallelism.DEFAULT,
          0);

  /** Those of a solve and of these shards and threads; what belongs to training is left out. */
  static FlowSettings of(OdeSettings how, Parallelism parallelism) {
    return new FlowSettings(
        how.trace(), how.method().solver(), how.precision(), parallelism, how.seed());
  }

  /** How the solves of a transform are done, without regularization. */
  public OdeSettings ode() {
    return new OdeSettings(GradientMethod.of(solver), precision, trace, seed, Regularization.NONE);
  }

  /**
   * The settings by which rows are solved: in float64 where the tolerance is finer than float32 can
   * tell.
   *
   * @throws IllegalArgumentException if it is finer than float64 can tell
   */
  public FlowSettings resolved() {
    return withPrecision(ode().resolved().precision());
  }

  /** A copy with another trace. */
  public FlowSettings withTrace(Trace value) {
    return new FlowSettings(value, solver, precision, parallelism, seed);
  }

  /** A copy with another solver. */
  public FlowSettings withSolver(Solver value) {
    return new FlowSettings(trace, value, precision, parallelism, seed);
  }

  /** A copy with another precision. */
  public FlowSettings withPrecision(Precision value) {
    return new FlowSettings(trace, solver, value, parallelism, seed);
  }

  /** A copy with other shards or threads. */
  public FlowSettings withParallelism(Parallelism value) {
    return new FlowSettings(trace, solver, precision, value, seed);
  }

  /** A copy with another seed. */
  public FlowSettings withSeed(long value) {
    return new FlowSettings(trace, solver, precision, parallelism, value);
  }
}
