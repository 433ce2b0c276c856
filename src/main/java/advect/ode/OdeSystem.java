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
}
