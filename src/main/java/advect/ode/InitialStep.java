package advect.ode;

/**
 * The size of the first step.
 *
 * <p>A step h0 that moves y by about one percent of its scale probes the second derivative; the
 * answer is the h for which h^k times the larger of the first two derivatives, in units of the
 * tolerance, is one percent. Costs two evaluations, the first of which the first step uses again.
 *
 * <p>Reference: Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", section
 * II.4, "starting step size".
 *
 * @param tolerance error allowed per step
 * @param k power of h in the error of one step
 */
record InitialStep(Tolerance tolerance, int k) {
  /** Signed; at most t1 − t0, and never 0. */
  double choose(OdeSystem f, RungeKuttaStep step, double t0, double t1, double[] y) {
    double span = Math.abs(t1 - t0);
    double state = tolerance.norm(y, y, y, step.controlled());
    double slope = tolerance.norm(step.first(f, t0, y), y, y, step.controlled());
    double probe = state < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * state / slope;
    // A slope that is NaN or infinite leaves no scale; the first attempt will report it.
    if (!(probe > 0)) return t1 - t0;
    probe = Math.min(probe, span);
    double bend = bend(f, step, t0, Math.copySign(probe, t1 - t0), y);
    double steepest = Math.max(slope, bend);
    double h =
        steepest <= 1e-15 ? Math.max(1e-6, probe * 1e-3) : Math.pow(0.01 / steepest, 1.0 / k);
    h = steepest < Double.POSITIVE_INFINITY ? Math.min(100 * probe, h) : probe;
    return Math.copySign(Math.min(h, span), t1 - t0);
  }

  /** Size of the second derivative in units of the tolerance; NaN or infinite if the probe was. */
  private double bend(OdeSystem f, RungeKuttaStep step, double t, double h, double[] y) {
    double[] difference = step.probe(f, t, h, y);
    return tolerance.norm(difference, y, y, step.controlled()) / Math.abs(h);
  }
}
