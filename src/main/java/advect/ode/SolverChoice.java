package advect.ode;

import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * A solver as people write it: {@code {method: dopri5, tolerance: 1e-5}} or {@code {method: rk4,
 * steps: 20}}.
 *
 * <p>A method that follows a tolerance gets {@link Tolerance#DEFAULT} if nothing is said; one that
 * cannot must be told its number of steps, for which no number is right everywhere.
 *
 * @param method one of {@link SolverCatalog#methods()}
 * @param tolerance relative and absolute error allowed per step; null if not said
 * @param steps number of equal steps; null if not said
 * @param maxSteps limit on adaptive steps; null if not said
 */
public record SolverChoice(
    String method,
    @Nullable Double tolerance,
    @Nullable Integer steps,
    @Nullable Integer maxSteps) {
  /** Refuses what {@link #solver()} could not deliver. */
  public SolverChoice {
    solver(method, tolerance, steps, maxSteps);
  }

  /** The solver chosen. */
  public Solver solver() {
    return solver(method, tolerance, steps, maxSteps);
  }

  private static Solver solver(
      String method,
      @Nullable Double tolerance,
      @Nullable Integer steps,
      @Nullable Integer maxSteps) {
    SolverCatalog.Entry entry = SolverCatalog.entry(method);
    if (steps != null) {
      if (tolerance != null) {
        throw new IllegalArgumentException(
            "steps %d and tolerance %s exclude each other: fixed steps follow no tolerance; give one"
                .formatted(steps, tolerance));
      }
      if (maxSteps != null) {
        throw new IllegalArgumentException(
            "steps %d and a limit of %d steps: only adaptive steps need a limit; leave it out"
                .formatted(steps, maxSteps));
      }
      return entry.solver(new Steps.Fixed(steps));
    }
    if (tolerance == null && !entry.estimatesError()) {
      throw new IllegalArgumentException(
          "%s takes equal steps: say how many, for example steps: 20".formatted(method));
    }
    return entry.solver(
        new Steps.Adaptive(
            tolerance == null ? Tolerance.DEFAULT : Tolerance.of(tolerance),
            maxSteps == null ? Steps.Adaptive.DEFAULT_MAX_STEPS : maxSteps));
  }
}
