package advect.ode.step;

/**
 * How large an error is in units of the tolerance, and the first step that it suggests.
 *
 * <p>A step h₀ that moves y by about one percent of its scale probes the second derivative; the
 * first step is the h for which h^k times the larger of the first two derivatives, in units of the
 * tolerance, is one percent. This costs two evaluations, the first of which the first step uses
 * again.
 *
 * <p>Reference: Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", section
 * II.4, "starting step size".
 *
 * @param tolerance error allowed per step
 * @param power k, that of h in the error of one step
 */
public record ErrorNorm(Tolerance tolerance, int power) {
  /** The first {@code count} numbers of an error between two states; at most 1 is good enough. */
  public double of(double[] error, double[] y0, double[] y1, int count) {
    return tolerance.rootMeanSquare(error, y0, y1, count);
  }

  /** The error of a row between two states, with integrals behind the numbers that F depends on. */
  public double ofRow(double[] error, double[] y0, double[] y1, int states, int integrals) {
    return tolerance.euclidean(error, y0, y1, states, integrals);
  }

  /**
   * The length h₀ that probes the second derivative, at most the span.
   *
   * @param state size of y, by this norm
   * @param slope size of F(t, y)
   * @return 0 if the slope leaves no scale, being NaN or infinite
   */
  public double probe(double state, double slope, double span) {
    double probe = state < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * state / slope;
    return probe > 0 ? Math.min(probe, span) : 0;
  }

  /**
   * The length of the first step, at most the span and never 0.
   *
   * @param probe h₀
   * @param slope size of F(t, y)
   * @param bend size of (F(t + h₀, y + h₀ F) - F(t, y)) / h₀; may be NaN or infinite
   */
  public double firstStep(double probe, double slope, double bend, double span) {
    double steepest = Math.max(slope, bend);
    double h =
        steepest <= 1e-15 ? Math.max(1e-6, probe * 1e-3) : Math.pow(0.01 / steepest, 1.0 / power);
    h = steepest < Double.POSITIVE_INFINITY ? Math.min(100 * probe, h) : probe;
    return Math.min(h, span);
  }
}
