package advect.ode;

import java.util.function.Supplier;
import org.apache.commons.math3.ode.FirstOrderIntegrator;

/**
 * Any integrator of Apache Commons Math as a black box.
 *
 * <p>A neural ODE may be solved by any method; this is where any method comes in, and it gives the
 * library's own methods an independent witness. A black box has limits that {@link RungeKutta} does
 * not have:
 *
 * <ul>
 *   <li>It has one error norm. A {@link Quadrature} is appended to the state, so its integrals do
 *       influence the steps; costs that must not are refused.
 *   <li>NaN or infinity makes it start anew from its last step, with a smaller one if it is an
 *       {@code AdaptiveStepsizeIntegrator}; any other gives up.
 *   <li>It does not tell which steps it rejected; reports count none.
 *   <li>It allocates as it pleases.
 * </ul>
 *
 * <p>Threads: immutable if the factory is; every solve gets an integrator of its own.
 */
public final class CommonsMathSolver implements Solver {
  private final String description;
  private final Factory factory;
  private final int maxEvaluations;

  /** Makes an integrator, which keeps state while it works, for a single solve. */
  @FunctionalInterface
  public interface Factory {
    /** A new integrator suited to a solve from t0 to t1. */
    FirstOrderIntegrator integrator(double t0, double t1);
  }

  /**
   * A solver of integrators that depend on the times of the solve.
   *
   * @param description name and settings, as a person would write them
   * @param factory called once a solve
   * @param maxEvaluations evaluations after which a solve gives up
   */
  public CommonsMathSolver(String description, Factory factory, int maxEvaluations) {
    if (maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "a limit of %d evaluations: expected at least 1".formatted(maxEvaluations));
    }
    this.description = description;
    this.factory = factory;
    this.maxEvaluations = maxEvaluations;
  }

  /**
   * A solver of integrators that suit any times, with no limit on evaluations.
   *
   * @param description name and settings, as a person would write them
   * @param supplier called once a solve
   */
  public CommonsMathSolver(String description, Supplier<? extends FirstOrderIntegrator> supplier) {
    this(description, (t0, t1) -> supplier.get(), Integer.MAX_VALUE);
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public Integrator integrator(int size) {
    return new BlackBoxIntegrator(size, factory, maxEvaluations);
  }
}
