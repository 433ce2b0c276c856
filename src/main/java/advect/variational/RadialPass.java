package advect.variational;

import advect.kernel.Activation;

/** One evaluation of a {@link Radial} layer. */
final class RadialPass implements LayerPass {
  private final int dim;
  private final int samples;
  private final double[] input;
  private final double[] r;
  private final double[] alpha;
  private final double[] beta;

  RadialPass(int dim, int samples) {
    this.dim = dim;
    this.samples = samples;
    input = new double[dim * samples];
    r = new double[samples];
    alpha = new double[samples];
    beta = new double[samples];
  }

  @Override
  public void forward(double[] phi, int row, double[] z, double[] logDet) {
    System.arraycopy(z, 0, input, 0, z.length);
    int centre = row * samples;
    int a = centre + dim * samples;
    int b = a + samples;
    for (int s = 0; s < samples; s++) {
      double square = 0;
      for (int k = s; k < z.length; k += samples) {
        double delta = z[k] - phi[centre + k];
        square += delta * delta;
      }
      r[s] = Math.sqrt(square);
      alpha[s] = Activation.SOFTPLUS.value(phi[a + s]);
      beta[s] = Activation.SOFTPLUS.value(phi[b + s]) - alpha[s];
      double h = 1 / (alpha[s] + r[s]);
      for (int k = s; k < z.length; k += samples) z[k] += beta[s] * h * (z[k] - phi[centre + k]);
      logDet[s] += (dim - 1) * Math.log1p(beta[s] * h) + Math.log1p(alpha[s] * beta[s] * h * h);
    }
  }

  @Override
  public void backward(double[] phi, int row, double[] zbar, double[] logDetBar, double[] phiBar) {
    int centre = row * samples;
    int a = centre + dim * samples;
    int b = a + samples;
    for (int s = 0; s < samples; s++) {
      double h = 1 / (alpha[s] + r[s]);
      double stretch = beta[s] * h;
      double along = 0; // (z - c) · z̄'
      for (int k = s; k < zbar.length; k += samples) {
        along += (input[k] - phi[centre + k]) * zbar[k];
      }
      double across = (dim - 1) * logDetBar[s] / (1 + stretch);
      double outward = logDetBar[s] / (1 + alpha[s] * stretch * h);
      double betaBar = h * (along + across + outward * alpha[s] * h);
      double hbar = beta[s] * (along + across + 2 * outward * alpha[s] * h);
      double rbar = -hbar * h * h;
      double alphaBar = rbar + outward * stretch * h;
      double pull = r[s] == 0 ? 0 : rbar / r[s];
      for (int k = s; k < zbar.length; k += samples) {
        double deltaBar = stretch * zbar[k] + pull * (input[k] - phi[centre + k]);
        phiBar[centre + k] = -deltaBar;
        zbar[k] += deltaBar;
      }
      phiBar[a + s] = (alphaBar - betaBar) * Activation.SOFTPLUS.slope(phi[a + s]);
      phiBar[b + s] = betaBar * Activation.SOFTPLUS.slope(phi[b + s]);
    }
  }
}
