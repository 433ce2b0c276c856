package advect.flow.base;

import java.util.random.RandomGenerator;

/** A density of {@link MultivariateNormal}. */
record MultivariateNormalDensity(CholeskyNormal normal) implements BaseDensity {
  @Override
  public void addLogDensity(double[] z, double[] logp) {
    normal.addLogDensity(normal.whitened(z), logp);
  }

  @Override
  public void score(double[] z, double[] gradient) {
    double[] u = normal.pulled(normal.whitened(z));
    for (int i = 0; i < u.length; i++) gradient[i] = -u[i];
  }

  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    double[] y = normal.whitened(z);
    normal.addGradient(y, normal.pulled(y), weight, phiBar);
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int n = z.length / normal.dim();
    for (int i = 0; i < z.length; i++) z[i] = rng.nextGaussian();
    for (int s = 0; s < n; s++) normal.color(z, s, n);
  }
}
