package advect.ode;

import org.jspecify.annotations.Nullable;

/** Chooses the steps of one solve after another. */
interface StepController {
  /** Prepares a solve from t0 to t1 ≠ t0; may evaluate f to learn its scale. */
  void begin(OdeSystem f, RungeKuttaStep step, double t0, double t1, double[] y);

  /** Plans the next step from t: its {@link #h()} and {@link #end()}. */
  void plan(double t);

  /** Signed length of the planned step. */
  double h();

  /** Where the planned step ends; exactly t1 for the last. */
  double end();

  /** Decides about an attempt whose stages stayed finite. */
  boolean accepts(RungeKuttaStep step, double[] y);

  /** Hears that a stage was NaN or infinite, which rejects the attempt. */
  void notFinite();

  /** As {@link Integrator#beginWith}. */
  default void beginWith(double h) {}

  /** As {@link Integrator#suitableFirstStep}. */
  default double suitableFirstStep() {
    return 0;
  }

  /** Why no further step can be tried; null while one can. */
  @Nullable SolveStatus obstacle();
}
