package advect.ode;

/** Memory and method for solving systems of one size again and again; used by one thread. */
public interface Integrator {
  /**
   * Solves dy/dt = F(t, y) from t0 to t1, either of which may be the larger.
   *
   * @param y in: y(t0), out: y(t1); if the report's status is a failure, the last accepted state
   * @param observer hears of each accepted step
   */
  default SolveReport integrate(
      OdeSystem f, double t0, double t1, double[] y, StepObserver observer) {
    return integrate(f, t0, t1, y, observer, Outputs.none());
  }

  /**
   * Solves as {@link #integrate(OdeSystem, double, double, double[], StepObserver)} and tells the
   * states at chosen times. Neither steps nor y(t1) depend on them.
   *
   * @param outputs filled as far as the solve came
   * @throws IllegalArgumentException if a time lies outside of the solve, or they are not in its
   *     order, each once
   */
  SolveReport integrate(
      OdeSystem f, double t0, double t1, double[] y, StepObserver observer, Outputs outputs);

  /**
   * Solves as {@link #integrate(OdeSystem, double, double, double[], StepObserver)} and adds ∫ g dt
   * from t0 to t1 to {@code total}.
   *
   * @param g integrand at the last evaluated point of {@code f}
   * @param total updated; length {@code g.size()}
   */
  SolveReport integrate(
      OdeSystem f, Quadrature g, double t0, double t1, double[] y, double[] total);

  /**
   * Begins the next solve with a step of this length instead of looking for one, which saves an
   * evaluation; 0, or an integrator that does not choose its steps, changes nothing.
   */
  default void beginWith(double h) {}

  /**
   * The length that would have suited the first step of the last solve, for another solve like it;
   * 0 if the integrator does not choose its steps or no step was accepted.
   */
  default double suitableFirstStep() {
    return 0;
  }
}
