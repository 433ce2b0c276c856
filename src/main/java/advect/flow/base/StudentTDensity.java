package advect.flow.base;

import java.util.random.RandomGenerator;

/** A density of {@link StudentT}. */
final class StudentTDensity implements BaseDensity {
  private final double[] nu;
  private final double[] logPeak;

  /** ∂ logPeak/∂ log ν. */
  private final double[] peakSlope;

  /** 1 where ν follows φ, 0 where it is held. */
  private final double[] free;

  StudentTDensity(double[] logNu) {
    int dim = logNu.length;
    nu = new double[dim];
    logPeak = new double[dim];
    peakSlope = new double[dim];
    free = new double[dim];
    for (int j = 0; j < dim; j++) {
      double unheld = Math.exp(logNu[j]);
      nu[j] = Math.max(StudentT.LEAST, Math.min(StudentT.MOST, unheld));
      free[j] = nu[j] == unheld ? 1 : 0;
      logPeak[j] = HalfStep.logGamma(nu[j] / 2) - Math.log(nu[j] * Math.PI) / 2;
      peakSlope[j] = (nu[j] * HalfStep.digamma(nu[j] / 2) - 1) / 2;
    }
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    int n = logp.length;
    for (int j = 0; j < nu.length; j++) {
      double root = Math.sqrt(nu[j]);
      double power = (nu[j] + 1) / 2;
      for (int s = 0; s < n; s++) {
        logp[s] += logPeak[j] - power * logOnePlusSquare(z[j * n + s] / root);
      }
    }
  }

  /** -(ν+1) z/(ν + z²), without z², which may be beyond all doubles. */
  @Override
  public void score(double[] z, double[] gradient) {
    int n = z.length / nu.length;
    for (int i = 0; i < z.length; i++) {
      double v = nu[i / n];
      gradient[i] = -(v + 1) / (z[i] + v / z[i]);
    }
  }

  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    int n = weight.length;
    for (int j = 0; j < nu.length; j++) {
      double root = Math.sqrt(nu[j]);
      double sum = 0;
      for (int s = 0; s < n; s++) {
        double u = z[j * n + s] / root;
        double share = 1 / (1 + 1 / u / u); // u²/(1 + u²)
        double slope = ((nu[j] + 1) * share - nu[j] * logOnePlusSquare(u)) / 2;
        sum += weight[s] * (peakSlope[j] + slope);
      }
      phiBar[j] += free[j] * sum;
    }
  }

  /** log(1 + u²), where u² may be beyond all doubles. */
  private static double logOnePlusSquare(double u) {
    double size = Math.abs(u);
    return size < 1e9 ? Math.log1p(u * u) : 2 * Math.log(size);
  }

  /**
   * Bailey's polar method: t = u √(ν (w^(-2/ν) - 1)/w) for (u, v) uniform in the unit disc and w =
   * u² + v² (R. W. Bailey, "Polar generation of random variates with the t-distribution",
   * Mathematics of Computation 62, 1994).
   */
  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int n = z.length / nu.length;
    for (int i = 0; i < z.length; i++) z[i] = draw(rng, nu[i / n]);
  }

  /** -log w is at most 73, and so no power overflows for ν from {@link StudentT#LEAST}. */
  private static double draw(RandomGenerator rng, double nu) {
    while (true) {
      double u = 2 * rng.nextDouble() - 1;
      double v = 2 * rng.nextDouble() - 1;
      double w = u * u + v * v;
      if (w == 0 || w > 1) continue;
      return u / Math.sqrt(w) * Math.sqrt(nu * Math.expm1(-2 / nu * Math.log(w)));
    }
  }
}
