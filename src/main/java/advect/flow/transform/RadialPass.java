package advect.flow.transform;

import advect.kernel.Activation;

/** One evaluation of a {@link Radial} layer. */
final class RadialPass implements ElementaryPass {
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
  public void forward(double[] phi, double[] z, double[] logDet) {
    System.arraycopy(z, 0, input, 0, z.length);
    int centre = 0;
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
  public void backward(double[] phi, double[] zbar, double[] logDetBar, double[] phiBar) {
    int centre = 0;
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

  /** r' = r + β r/(α + r) is a quadratic equation in r, whose other root is negative. */
  @Override
  public void invert(double[] phi, double[] z) {
    int a = dim * samples;
    int b = a + samples;
    for (int s = 0; s < samples; s++) {
      double moved = 0;
      for (int k = s; k < z.length; k += samples) {
        double delta = z[k] - phi[k];
        moved += delta * delta;
      }
      moved = Math.sqrt(moved);
      double spread = Activation.SOFTPLUS.value(phi[a + s]);
      double strength = Activation.SOFTPLUS.value(phi[b + s]) - spread;
      double half = (moved - spread - strength) / 2;
      double root = Math.sqrt(half * half + spread * moved);
      double from = half > 0 ? half + root : spread * moved / (root - half); // no cancellation
      double shrink = moved == 0 ? 1 : from / moved;
      for (int k = s; k < z.length; k += samples) z[k] = phi[k] + shrink * (z[k] - phi[k]);
    }
  }

  /** J = (1 + β h) I - β h² δ δᵀ/r with δ = z - c, and symmetric. */
  @Override
  public void solveTransposed(double[] phi, double[] zbar) {
    for (int s = 0; s < samples; s++) {
      double h = 1 / (alpha[s] + r[s]);
      double across = 1 + beta[s] * h;
      double outward = 1 + alpha[s] * beta[s] * h * h;
      double along = 0; // δ · z̄
      for (int k = s; k < zbar.length; k += samples) along += (input[k] - phi[k]) * zbar[k];
      double share = r[s] == 0 ? 0 : along / (r[s] * r[s]);
      for (int k = s; k < zbar.length; k += samples) {
        double radial = share * (input[k] - phi[k]);
        zbar[k] = (zbar[k] - radial) / across + radial / outward;
      }
    }
  }
}
