package advect.ode;

/** Right-hand side of dy/dt = F(t, y). */
@FunctionalInterface
public interface OdeSystem {
  /**
   * Writes F(t, y) into {@code dydt}. Keeps neither array.
   *
   * @param t time
   * @param y state, read only
   * @param dydt overwritten
   */
  void derivative(double t, double[] y, double[] dydt);

  /**
   * The same at a stage of the Runge-Kutta step under way, for systems that remember their
   * evaluations. A stage that is evaluated again replaces what it was. When a step with
   * first-same-as-last has been accepted, its last stage is the next one's stage 0.
   */
  default void derivative(int stage, double t, double[] y, double[] dydt) {
    derivative(t, y, dydt);
  }
}
