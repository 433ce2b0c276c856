package advect.ode;

/** Integrates nothing. */
enum NoQuadrature implements Quadrature {
  /** The only one. */
  INSTANCE;

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void accumulate(double weight) {}

  @Override
  public void drain(double[] total) {}

  @Override
  public void discard() {}
}
