package advect.ode;

import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;

/**
 * An explicit Runge-Kutta method with fixed or adaptive steps.
 *
 * <p>{@code new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-5))}.
 *
 * <p>Cost: {@code stages()} evaluations a step, one less if the method is FSAL; adaptive steps add
 * two for the first step's size. Memory: {@code stages() + 3} states, allocated with the
 * integrator; a step allocates nothing.
 *
 * <p>Accuracy: fixed steps of size h leave an error O(h^order); adaptive ones follow the tolerance.
 *
 * @param tableau the method
 * @param steps how a solve is cut into steps
 */
public record RungeKutta(ButcherTableau tableau, Steps steps) implements Solver {
  /** Refuses adaptive steps for a method that cannot estimate its error. */
  public RungeKutta {
    steps.controller(tableau); // which refuses them
  }

  @Override
  public String describe() {
    return tableau.name() + ", " + steps;
  }

  @Override
  public Integrator integrator(int size) {
    return integrator(size, size);
  }

  @Override
  public Integrator integrator(int size, int controlled) {
    return new RungeKuttaIntegrator(
        new RungeKuttaStep(tableau, size, controlled), steps.controller(tableau));
  }
}
