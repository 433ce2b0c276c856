package advect.ode;

import advect.numeric.Finite;
import advect.ode.step.ErrorNorm;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.HermiteWeights;
import java.util.Arrays;

/**
 * One step of an explicit Runge-Kutta method, and the memory it needs.
 *
 * <p>Between steps it remembers whether the first stage is known, so that neither an accepted FSAL
 * step, nor one that was interpolated, nor a rejected one costs it again, and whether it was the
 * last point the system was evaluated at, which is what a quadrature integrates.
 */
final class RungeKuttaStep {
  private static final double[] FIRST_ONLY = {1};

  private final ButcherTableau tableau;
  private final int controlled;
  private final boolean firstSameAsLast;
  private final double[][] rows;
  private final double[] weights;
  private final double[] errorWeights;
  private final double[] quarticWeights;

  /** Stage derivatives, {@code [stages][size]}, and that at the end if no stage is. */
  private final double[][] k;

  /** The row of k for the derivative at the end. */
  private final int endRow;

  private final double[] stage;
  private final double[] end;
  private boolean firstKnown;
  private boolean endKnown;
  private boolean firstEvaluatedLast;

  /**
   * @param controlled leading numbers of a state that the error norm looks at
   */
  RungeKuttaStep(ButcherTableau tableau, int size, int controlled) {
    IntegratorArguments.requireControlled(size, controlled);
    this.tableau = tableau;
    this.controlled = controlled;
    this.firstSameAsLast = tableau.firstSameAsLast();
    this.rows = tableau.rows();
    this.weights = tableau.weights();
    this.errorWeights = tableau.errorWeights();
    this.quarticWeights = tableau.quarticWeights();
    this.endRow = firstSameAsLast ? tableau.stages() - 1 : tableau.stages();
    this.k = new double[endRow + 1][size];
    this.stage = new double[size];
    this.end = new double[size];
  }

  int size() {
    return end.length;
  }

  /** Leading numbers of a state that the error norm looks at. */
  int controlled() {
    return controlled;
  }

  /** y(t + h) of the last attempt. */
  double[] end() {
    return end;
  }

  /** Forgets the previous solve. */
  void reset() {
    firstKnown = false;
  }

  /** F(t, y) where the next step starts, evaluated unless known; belongs to this object. */
  double[] first(OdeSystem f, double t, double[] y) {
    if (!firstKnown) {
      f.derivative(0, t, y, k[0]);
      firstKnown = true;
      firstEvaluatedLast = true;
    }
    return k[0];
  }

  /**
   * F(t + h, y + h F(t, y)) − F(t, y), which is no part of any step; belongs to this object. Needs
   * a method of two or more stages.
   */
  double[] probe(OdeSystem f, double t, double h, double[] y) {
    first(f, t, y);
    combine(y, h, FIRST_ONLY, stage);
    f.derivative(1, t + h, stage, k[1]);
    firstEvaluatedLast = false;
    axpy(-1, k[0], k[1]);
    return k[1];
  }

  /**
   * Computes all stages and the state at {@code end} from (t, y), and offers the quadrature each
   * stage that has a weight.
   *
   * @return whether everything stayed finite; if not, the attempt stopped at the first that did not
   */
  boolean attempt(OdeSystem f, Quadrature g, double t, double h, double tEnd, double[] y) {
    if (g.size() > 0 && tableau.b(0) != 0 && !firstEvaluatedLast) firstKnown = false;
    if (!Finite.all(first(f, t, y))) return false;
    if (tableau.b(0) != 0) g.accumulate(h * tableau.b(0));
    int last = tableau.stages() - 1;
    for (int s = 1; s <= last; s++) {
      // The last stage of an FSAL method is the step's result.
      double[] at = firstSameAsLast && s == last ? end : stage;
      combine(y, h, rows[s], at);
      double time = tableau.c(s) == 1 ? tEnd : t + tableau.c(s) * h;
      f.derivative(s, time, at, k[s]);
      firstEvaluatedLast = false;
      if (!Finite.all(k[s])) return false;
      if (tableau.b(s) != 0) g.accumulate(h * tableau.b(s));
    }
    if (!firstSameAsLast) combine(y, h, weights, end);
    endKnown = firstSameAsLast;
    return Finite.all(end);
  }

  /** Estimated error of the last attempt in units of the tolerance. */
  double error(ErrorNorm norm, double h, double[] y) {
    Arrays.fill(stage, 0);
    add(h, errorWeights, stage);
    return norm.of(stage, y, end, controlled);
  }

  /**
   * Writes the state at a place inside the last attempt, which was accepted, by {@link
   * HermiteWeights}; evaluates its end unless known.
   */
  void interpolate(OdeSystem f, double h, double tEnd, double[] y, double place, double[] out) {
    if (!endKnown) {
      f.derivative(0, tEnd, end, k[endRow]);
      endKnown = true;
    }
    HermiteWeights hermite = HermiteWeights.at(place);
    for (int i = 0; i < out.length; i++) out[i] = y[i] + hermite.end() * (end[i] - y[i]);
    axpy(h * hermite.startSlope(), k[0], out);
    axpy(h * hermite.endSlope(), k[endRow], out);
    add(h * hermite.quartic(), quarticWeights, out);
  }

  /** Moves y to the end of the last attempt. */
  void accept(double[] y) {
    System.arraycopy(end, 0, y, 0, y.length);
    firstKnown = endKnown;
    if (endKnown) {
      double[] swap = k[0];
      k[0] = k[endRow];
      k[endRow] = swap;
      firstEvaluatedLast = true;
    }
  }

  /** out = y + h Σ w_s k_s. */
  private void combine(double[] y, double h, double[] weights, double[] out) {
    System.arraycopy(y, 0, out, 0, out.length);
    add(h, weights, out);
  }

  private void add(double h, double[] weights, double[] out) {
    for (int s = 0; s < weights.length; s++) {
      if (weights[s] != 0) axpy(h * weights[s], k[s], out);
    }
  }

  private static void axpy(double a, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) y[i] += a * x[i];
  }
}
