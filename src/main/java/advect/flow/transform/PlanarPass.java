package advect.flow.transform;

import advect.kernel.Activation;

/** One evaluation of a {@link Planar} layer. */
final class PlanarPass implements ElementaryPass {
  private final int dim;
  private final int samples;
  private final double[] input;
  private final double[] h;
  private final double[] wu;
  private final double[] ww;
  private final double[] m;

  PlanarPass(int dim, int samples) {
    this.dim = dim;
    this.samples = samples;
    input = new double[dim * samples];
    h = new double[samples];
    wu = new double[samples];
    ww = new double[samples];
    m = new double[samples];
  }

  @Override
  public void forward(double[] phi, double[] z, double[] logDet) {
    System.arraycopy(z, 0, input, 0, z.length);
    int u = 0;
    int w = u + dim * samples;
    int b = w + dim * samples;
    for (int s = 0; s < samples; s++) {
      double uw = 0;
      double square = 0;
      double a = phi[b + s];
      for (int k = s; k < z.length; k += samples) {
        uw += phi[w + k] * phi[u + k];
        square += phi[w + k] * phi[w + k];
        a += phi[w + k] * z[k];
      }
      wu[s] = uw;
      ww[s] = square;
      m[s] = Planar.bound(uw);
      h[s] = Math.tanh(a);
      double c = (m[s] - uw) / square;
      for (int k = s; k < z.length; k += samples) z[k] += (phi[u + k] + c * phi[w + k]) * h[s];
      logDet[s] += Math.log1p(m[s] * (1 - h[s] * h[s]));
    }
  }

  @Override
  public void backward(double[] phi, double[] zbar, double[] logDetBar, double[] phiBar) {
    int u = 0;
    int w = u + dim * samples;
    int b = w + dim * samples;
    for (int s = 0; s < samples; s++) {
      double slope = 1 - h[s] * h[s];
      double c = (m[s] - wu[s]) / ww[s];
      double moved = 0; // û · z̄'
      double along = 0; // w · z̄'
      for (int k = s; k < zbar.length; k += samples) {
        moved += (phi[u + k] + c * phi[w + k]) * zbar[k];
        along += phi[w + k] * zbar[k];
      }
      double byDet = logDetBar[s] / (1 + m[s] * slope);
      double abar = (moved - 2 * h[s] * m[s] * byDet) * slope;
      double cbar = along * h[s]; // of û = u + c w, since the cotangent of û is h z̄'
      double mbar = byDet * slope + cbar / ww[s];
      double wubar = mbar * Activation.SOFTPLUS.slope(wu[s]) - cbar / ww[s];
      double wwbar = -c * cbar / ww[s];
      for (int k = s; k < zbar.length; k += samples) {
        double ubar = zbar[k] * h[s];
        phiBar[u + k] = ubar + wubar * phi[w + k];
        phiBar[w + k] = c * ubar + wubar * phi[u + k] + 2 * wwbar * phi[w + k] + abar * input[k];
        zbar[k] += abar * phi[w + k];
      }
      phiBar[b + s] = abar;
    }
  }

  @Override
  public void invert(double[] phi, double[] z) {
    int w = dim * samples;
    int b = w + dim * samples;
    for (int s = 0; s < samples; s++) {
      double uw = 0;
      double square = 0;
      double moved = 0;
      for (int k = s; k < z.length; k += samples) {
        uw += phi[w + k] * phi[k];
        square += phi[w + k] * phi[w + k];
        moved += phi[w + k] * z[k];
      }
      double bound = Planar.bound(uw);
      double c = (bound - uw) / square;
      double tanh =
          Double.isFinite(moved + c)
              ? Math.tanh(Planar.unmoved(moved, bound, phi[b + s]) + phi[b + s])
              : Double.NaN;
      for (int k = s; k < z.length; k += samples) z[k] -= (phi[k] + c * phi[w + k]) * tanh;
    }
  }

  /** J = I + û h' wᵀ, of which Jᵀ has the inverse I - w h' ûᵀ / (1 + h' w·û). */
  @Override
  public void solveTransposed(double[] phi, double[] zbar) {
    int w = dim * samples;
    for (int s = 0; s < samples; s++) {
      double slope = 1 - h[s] * h[s];
      double c = (m[s] - wu[s]) / ww[s];
      double along = 0; // û · z̄
      for (int k = s; k < zbar.length; k += samples) along += (phi[k] + c * phi[w + k]) * zbar[k];
      double share = slope * along / (1 + slope * m[s]);
      for (int k = s; k < zbar.length; k += samples) zbar[k] -= share * phi[w + k];
    }
  }
}
