package advect.ode;

/** Hears of every accepted step. */
@FunctionalInterface
public interface StepObserver {
  /** Ignores every step. */
  StepObserver NONE = (t, h, start, end) -> {};

  /**
   * A step from t to t + h was accepted.
   *
   * @param t where the step began
   * @param h signed step
   * @param start y(t), read only, valid during the call
   * @param end y(t + h), read only, valid during the call
   */
  void accepted(double t, double h, double[] start, double[] end);
}
