package advect.ode;

/** Counts the evaluations of one solve. */
final class CountedSystem implements OdeSystem {
  private final OdeSystem f;
  private int evaluations;

  CountedSystem(OdeSystem f) {
    this.f = f;
  }

  @Override
  public void derivative(double t, double[] y, double[] dydt) {
    evaluations++;
    f.derivative(t, y, dydt);
  }

  @Override
  public void derivative(int stage, double t, double[] y, double[] dydt) {
    evaluations++;
    f.derivative(stage, t, y, dydt);
  }

  int evaluations() {
    return evaluations;
  }
}
