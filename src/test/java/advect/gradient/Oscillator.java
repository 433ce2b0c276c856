package advect.gradient;

/** z₀' = θ₀ z₁ + sin t, z₁' = -θ₁ sin z₀ with running cost z₀²: small, nonlinear, without nets. */
final class Oscillator implements DifferentiableSystem {
  private final double[] theta;
  private final double[] gradient = new double[2];

  Oscillator(double... theta) {
    this.theta = theta;
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int costSize() {
    return 1;
  }

  @Override
  public int parameterCount() {
    return 2;
  }

  @Override
  public long evaluationBytes() {
    return 4L * Double.BYTES;
  }

  @Override
  public void drain(double[] total) {
    for (int i = 0; i < 2; i++) total[i] += gradient[i];
    discard();
  }

  @Override
  public void discard() {
    gradient[0] = 0;
    gradient[1] = 0;
  }

  @Override
  public Evaluation evaluation() {
    return new Evaluation() {
      private double z0;
      private double z1;
      private double first;
      private double second;

      @Override
      public void forward(double t, double[] y, double[] dydt) {
        z0 = y[0];
        z1 = y[1];
        dydt[0] = theta[0] * z1 + Math.sin(t);
        dydt[1] = -theta[1] * Math.sin(z0);
        dydt[2] = z0 * z0;
      }

      @Override
      public void backward(double[] cotangent, double[] zbar) {
        first = cotangent[0] * z1;
        second = -cotangent[1] * Math.sin(z0);
        zbar[0] = -theta[1] * Math.cos(z0) * cotangent[1] + 2 * z0 * cotangent[2];
        zbar[1] = theta[0] * cotangent[0];
      }

      @Override
      public void accumulate(double weight) {
        gradient[0] += weight * first;
        gradient[1] += weight * second;
      }
    };
  }
}
