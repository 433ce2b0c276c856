package advect.ode.step;

import advect.ode.tableau.ButcherTableau;

/** How a solve is cut into steps. */
public sealed interface Steps {
  /**
   * Chooses the steps of a method.
   *
   * @throws IllegalArgumentException if these steps follow a tolerance and the method cannot
   *     estimate its error
   */
  StepController controller(ButcherTableau tableau);

  /** So many equal steps from t0 to t1. */
  static Fixed fixed(int count) {
    return new Fixed(count);
  }

  /** Steps as long as the tolerance allows, with the usual limit on their number. */
  static Adaptive adaptive(double tolerance) {
    return new Adaptive(Tolerance.of(tolerance));
  }

  /**
   * Equal steps: step i runs from t0 + i h to t0 + (i + 1) h with h = (t1 − t0) / count, the last
   * one to exactly t1.
   *
   * @param count number of steps, at least 1
   */
  record Fixed(int count) implements Steps {
    /** Requires at least one step. */
    public Fixed {
      if (count < 1) {
        throw new IllegalArgumentException(
            "%d steps: expected at least 1, say 20".formatted(count));
      }
    }

    @Override
    public StepController controller(ButcherTableau tableau) {
      return new EqualSteps(count);
    }

    @Override
    public String toString() {
      return count == 1 ? "1 step" : count + " steps";
    }
  }

  /**
   * Steps chosen by an error estimate.
   *
   * @param tolerance error allowed per step
   * @param maxSteps attempted steps, rejected ones included, after which the solve gives up
   */
  record Adaptive(Tolerance tolerance, int maxSteps) implements Steps {
    /** Far above what a usable flow needs (tens), yet seconds away, not hours. */
    public static final int DEFAULT_MAX_STEPS = 10_000;

    /** Requires a limit of at least one step. */
    public Adaptive {
      if (maxSteps < 1) {
        throw new IllegalArgumentException(
            "a limit of %d steps: expected at least 1, say %d"
                .formatted(maxSteps, DEFAULT_MAX_STEPS));
      }
    }

    /** With the usual limit on the number of steps. */
    public Adaptive(Tolerance tolerance) {
      this(tolerance, DEFAULT_MAX_STEPS);
    }

    @Override
    public StepController controller(ButcherTableau tableau) {
      if (!tableau.estimatesError()) throw noEstimate(tableau.name());
      return new ErrorControl(tableau, this);
    }

    /** What to say to somebody who wants a tolerance of a method without an estimate. */
    public static IllegalArgumentException noEstimate(String method) {
      return new IllegalArgumentException(
          method
              + " has no error estimate, so it cannot follow a tolerance: give it a number of"
              + " steps, or choose a method that estimates its error, such as dopri5");
    }

    @Override
    public String toString() {
      return tolerance.toString();
    }
  }
}
