package advect.ode.step;

import advect.ode.tableau.ButcherTableau;
import org.jspecify.annotations.Nullable;

/**
 * Steps as long as the tolerance allows, by a proportional-integral controller.
 *
 * <p>With e the estimated error of the step in units of the tolerance, e' that of the step before,
 * and k = 1 + the lower of the method's two orders, the next step is
 *
 * <pre>
 *   h · 0.9 e^(−0.85/k) e'^(0.2/k)
 * </pre>
 *
 * between a fifth and ten times h. The second factor damps the see-saw of a step at the edge of
 * stability; for a 5(4) pair these are Hairer's β = 0.04 and 1/5 − 0.75 β. After a rejection the
 * integral term is left out and the step does not grow at once.
 *
 * <p>References: Gustafsson, "Control theoretic techniques for stepsize selection in explicit
 * Runge-Kutta methods", ACM TOMS 17, 1991, 533-554; Hairer, Nørsett and Wanner, "Solving Ordinary
 * Differential Equations I", section II.4, and "II", section IV.2.
 */
final class ErrorControl implements StepController {
  private static final double SAFETY = 0.9;
  private static final double SHRINK = 0.2;
  private static final double GROW = 10;
  private static final double SHRINK_NOT_FINITE = 0.1;

  /** An error this small says nothing about the next step (Hairer's value). */
  private static final double LEAST_ERROR = 1e-4;

  /** A step that ends this near to t1 is stretched to it. */
  private static final double STRETCH = 1.01;

  private final ErrorNorm norm;
  private final int maxSteps;
  private final int k;
  private double t1;
  private double least;
  private double h;
  private double end;
  private double proposal;
  private double errorBefore;
  private boolean rejectedBefore;
  private int attempts;
  private double beginWith;
  private double suitable;
  private SolveStatus trouble = SolveStatus.STEP_TOO_SMALL;

  public ErrorControl(ButcherTableau tableau, Steps.Adaptive steps) {
    this.maxSteps = steps.maxSteps();
    this.k = 1 + Math.min(tableau.order(), tableau.embeddedOrder());
    this.norm = new ErrorNorm(steps.tolerance(), k);
  }

  @Override
  public @Nullable ErrorNorm norm() {
    return norm;
  }

  @Override
  public boolean needsFirstStep() {
    return beginWith == 0;
  }

  @Override
  public void begin(double t0, double t1, double first) {
    this.t1 = t1;
    least = StepController.leastStep(t0, t1);
    proposal = beginWith > 0 ? beginWith : first;
    beginWith = 0;
    suitable = 0;
    proposal = Math.copySign(Math.max(Math.abs(proposal), least), t1 - t0);
    errorBefore = LEAST_ERROR;
    rejectedBefore = false;
    attempts = 0;
    trouble = SolveStatus.STEP_TOO_SMALL;
  }

  /** Lands on t1, or cuts the rest in two halves rather than leave a sliver for the last step. */
  @Override
  public void plan(double t) {
    double rest = t1 - t;
    attempts++;
    if (Math.abs(proposal) * STRETCH >= Math.abs(rest)) {
      h = rest;
      end = t1;
    } else {
      h = Math.abs(proposal) * 2 > Math.abs(rest) ? rest / 2 : proposal;
      end = t + h;
    }
  }

  @Override
  public double h() {
    return h;
  }

  @Override
  public double end() {
    return end;
  }

  @Override
  public boolean accepts(double error) {
    if (Double.isNaN(error)) {
      notFinite();
      return false;
    }
    if (error <= 1) {
      if (suitable == 0) suitable = Math.abs(h) * suitableGrowth(error);
      double growth = SAFETY * Math.pow(error, -0.85 / k) * Math.pow(errorBefore, 0.2 / k);
      proposal = h * clip(growth, SHRINK, rejectedBefore ? 1 : GROW);
      errorBefore = Math.max(error, LEAST_ERROR);
      rejectedBefore = false;
      trouble = SolveStatus.STEP_TOO_SMALL;
      return true;
    }
    proposal = h * clip(SAFETY * Math.pow(error, -0.85 / k), SHRINK, SAFETY);
    rejected(SolveStatus.STEP_TOO_SMALL);
    return false;
  }

  /** What brings the error to the tolerance, less the usual margin. */
  private double suitableGrowth(double error) {
    return clip(SAFETY * Math.pow(error, -1.0 / k), SHRINK, GROW);
  }

  @Override
  public void beginWith(double h) {
    beginWith = Math.abs(h);
  }

  @Override
  public double suitableFirstStep() {
    return suitable;
  }

  @Override
  public void notFinite() {
    proposal = h * SHRINK_NOT_FINITE;
    rejected(SolveStatus.NOT_FINITE);
  }

  @Override
  public @Nullable SolveStatus obstacle() {
    if (Math.abs(proposal) < least) return trouble;
    return attempts >= maxSteps ? SolveStatus.STEPS_EXHAUSTED : null;
  }

  private void rejected(SolveStatus why) {
    rejectedBefore = true;
    trouble = why;
  }

  private static double clip(double x, double low, double high) {
    return Math.max(low, Math.min(high, x));
  }
}
