package advect.flow.base;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A density of {@link ScaleMixture}. A sample's numbers depend on no other's. */
final class ScaleMixtureDensity implements BaseDensity {
  private final BaseDensity law;
  private final int dim;
  private final double[] logScales;
  private final double[] logShares;

  ScaleMixtureDensity(BaseDensity law, int dim, double[] logScales, double[] logits) {
    this.law = law;
    this.dim = dim;
    this.logScales = logScales;
    logShares = LogShares.of(logits);
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    double[][] terms = terms(z, logp.length);
    double[] each = new double[terms.length];
    for (int s = 0; s < logp.length; s++) {
      for (int k = 0; k < each.length; k++) each[k] = terms[k][s];
      logp[s] += LogSumExp.of(each);
    }
  }

  /** log vₖ - dim log σₖ + log b(z/σₖ), {@code [scales][samples]}. */
  private double[][] terms(double[] z, int samples) {
    double[][] terms = new double[logScales.length][samples];
    for (int k = 0; k < terms.length; k++) {
      Arrays.fill(terms[k], logShares[k] - dim * logScales[k]);
      law.addLogDensity(scaled(z, k), terms[k]);
    }
    return terms;
  }

  /** z/σₖ. */
  private double[] scaled(double[] z, int k) {
    double factor = Math.exp(-logScales[k]);
    return Arrays.stream(z).map(v -> v * factor).toArray();
  }

  /**
   * The share of each scale in the density of each sample, {@code [scales][samples]}. Where no
   * density is within doubles, the widest has all.
   */
  private double[][] shares(double[] z, int samples) {
    double[][] shares = terms(z, samples);
    double[] each = new double[shares.length];
    for (int s = 0; s < samples; s++) {
      for (int k = 0; k < each.length; k++) each[k] = shares[k][s];
      double log = LogSumExp.of(each);
      for (int k = 0; k < each.length; k++) {
        shares[k][s] =
            log == Double.NEGATIVE_INFINITY ? (k == widest() ? 1 : 0) : Math.exp(each[k] - log);
      }
    }
    return shares;
  }

  private int widest() {
    int widest = 0;
    for (int k = 1; k < logScales.length; k++) if (logScales[k] > logScales[widest]) widest = k;
    return widest;
  }

  @Override
  public void score(double[] z, double[] gradient) {
    int samples = z.length / dim;
    double[][] shares = shares(z, samples);
    double[] own = new double[z.length];
    Arrays.fill(gradient, 0);
    for (int k = 0; k < shares.length; k++) {
      law.score(scaled(z, k), own);
      double factor = Math.exp(-logScales[k]);
      for (int i = 0; i < z.length; i++) {
        double share = shares[k][i % samples];
        if (share > 0) gradient[i] = held(gradient[i] + share * factor * held(own[i]));
      }
    }
  }

  /** What is beyond all doubles is held at the largest: of two infinities, a difference is NaN. */
  private static double held(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /** The law's at z/σₖ by shares; -dim - (z/σₖ)·(score of b there); the shares minus v. */
  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    int samples = weight.length;
    int scales = logScales.length;
    int own = phiBar.length - 2 * scales;
    double[][] shares = shares(z, samples);
    double[] pull = new double[z.length];
    double[] ofLaw = new double[own];
    for (int k = 0; k < scales; k++) {
      double[] y = scaled(z, k);
      law.score(y, pull);
      double v = Math.exp(logShares[k]);
      double[] count = new double[samples];
      for (int s = 0; s < samples; s++) {
        count[s] = weight[s] * shares[k][s];
        phiBar[own + scales + k] += count[s] - weight[s] * v;
        if (count[s] == 0) continue;
        double slope = -dim;
        for (int i = s; i < y.length; i += samples) slope -= y[i] * pull[i];
        phiBar[own + k] += count[s] * slope;
      }
      law.addParameterGradient(y, count, ofLaw);
    }
    for (int i = 0; i < own; i++) phiBar[i] += ofLaw[i];
  }

  /** A scale for each sample, and then all draws of the law. */
  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int samples = z.length / dim;
    double[] factors = new double[samples];
    for (int s = 0; s < samples; s++)
      factors[s] = Math.exp(logScales[LogShares.part(logShares, rng.nextDouble())]);
    law.sample(rng, z);
    for (int i = 0; i < z.length; i++) z[i] *= factors[i % samples];
  }
}
