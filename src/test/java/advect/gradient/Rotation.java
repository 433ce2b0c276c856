package advect.gradient;

/** dz/dt = θ S z with S z₂ᵢ = -z₂ᵢ₊₁, S z₂ᵢ₊₁ = z₂ᵢ and θ = 1: rotates pairs, without nets. */
final class Rotation implements DifferentiableSystem {
  private final int size;
  private double gradient;

  Rotation(int size) {
    this.size = size;
  }

  @Override
  public int stateSize() {
    return size;
  }

  @Override
  public int costSize() {
    return 0;
  }

  @Override
  public int parameterCount() {
    return 1;
  }

  @Override
  public long evaluationBytes() {
    return (long) size * Double.BYTES;
  }

  @Override
  public void drain(double[] total) {
    total[0] += gradient;
    discard();
  }

  @Override
  public void discard() {
    gradient = 0;
  }

  @Override
  public Evaluation evaluation() {
    return new Evaluation() {
      private final double[] f = new double[size];
      private double product;

      @Override
      public void forward(double t, double[] y, double[] dydt) {
        rotate(1, y, f);
        System.arraycopy(f, 0, dydt, 0, size);
      }

      @Override
      public void backward(double[] cotangent, double[] zbar) {
        product = 0;
        for (int i = 0; i < size; i++) product += cotangent[i] * f[i];
        rotate(-1, cotangent, zbar);
      }

      @Override
      public void accumulate(double weight) {
        gradient += weight * product;
      }
    };
  }

  private void rotate(double theta, double[] z, double[] out) {
    for (int i = 0; i < size; i += 2) {
      double first = z[i];
      out[i] = -theta * z[i + 1];
      out[i + 1] = theta * first;
    }
  }
}
