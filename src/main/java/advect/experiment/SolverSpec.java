package advect.experiment;

/** A solver: {@code {method: dopri5, tolerance: 1e-4}} or {@code {method: rk4, steps: 20}}. */
public sealed interface SolverSpec {
  /** The solver of training. */
  Adaptive TRAINING = new Adaptive("dopri5", 1e-4);

  /** The solver of evaluation, tight enough that its error does not show in the numbers. */
  Adaptive EVALUATION = new Adaptive("dopri5", 1e-7);

  /** The name of the method. */
  String method();

  /**
   * Steps chosen so that the error stays within a tolerance.
   *
   * @param method its name
   * @param tolerance absolute and relative error allowed in a step
   */
  record Adaptive(String method, double tolerance) implements SolverSpec {
    /** Requires a positive tolerance. */
    public Adaptive {
      Check.positive("tolerance", tolerance);
    }
  }

  /**
   * Equal steps.
   *
   * @param method its name
   * @param steps how many from time 0 to 1
   */
  record Fixed(String method, int steps) implements SolverSpec {
    /** Requires at least one step. */
    public Fixed {
      Check.atLeast("steps", steps, 1);
    }
  }
}
