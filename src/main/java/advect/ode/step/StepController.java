package advect.ode.step;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the steps of one solve after another, from what the solver tells about them: begin, then
 * plan, and accepts or notFinite, until the end or an obstacle.
 *
 * <p>Threads: belongs to one thread.
 */
public interface StepController {
  /** What errors and the first step are measured by; null if errors play no part. */
  @Nullable ErrorNorm norm();

  /** Whether the next solve needs to be told the length of a first step. */
  default boolean needsFirstStep() {
    return norm() != null;
  }

  /**
   * Prepares a solve from t0 to t1 ≠ t0.
   *
   * @param first length of the first step, used if it {@link #needsFirstStep}
   */
  void begin(double t0, double t1, double first);

  /** Plans the next step from t: its {@link #h()} and {@link #end()}. */
  void plan(double t);

  /** Signed length of the planned step. */
  double h();

  /** Where the planned step ends; exactly t1 for the last. */
  double end();

  /**
   * Decides about an attempt whose stages stayed finite.
   *
   * @param error its error by the {@link #norm()}; ignored if there is none
   */
  boolean accepts(double error);

  /** Hears that a stage was NaN or infinite, which rejects the attempt. */
  void notFinite();

  /** Begins the next solve with a step of this length; 0 changes nothing. */
  default void beginWith(double h) {}

  /** The length that would have suited the first step of the last solve; 0 if unknown. */
  default double suitableFirstStep() {
    return 0;
  }

  /** Why no further step can be tried; null while one can. */
  @Nullable SolveStatus obstacle();

  /** Ten units in the last place of the later time; below that, rounding spoils stage times. */
  static double leastStep(double t0, double t1) {
    double rounding = Math.ulp(Math.max(Math.abs(t0), Math.abs(t1)));
    return Math.min(10 * rounding, Math.abs(t1 - t0));
  }
}
