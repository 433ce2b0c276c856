package advect.flow.base;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A density of {@link NormalMixture}. */
final class NormalMixtureDensity implements BaseDensity {
  private final double[] logWeights;
  private final List<CholeskyNormal> normals;

  NormalMixtureDensity(double[] logits, List<CholeskyNormal> normals) {
    this.normals = normals;
    double[][] each =
        Arrays.stream(logits).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    double all = logSum(each)[0];
    logWeights = Arrays.stream(logits).map(v -> v - all).toArray();
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    double[] log = logSum(logTerms(whitened(z), logp.length));
    for (int s = 0; s < logp.length; s++) logp[s] += log[s];
  }

  /** L⁻¹ (z - m) under each normal. */
  private double[][] whitened(double[] z) {
    return normals.stream().map(normal -> normal.whitened(z)).toArray(double[][]::new);
  }

  /** log wₖ N(z; mₖ, Lₖ Lₖᵀ), {@code [components][samples]}. */
  private double[][] logTerms(double[][] y, int samples) {
    double[][] terms = new double[normals.size()][samples];
    for (int k = 0; k < terms.length; k++) {
      Arrays.fill(terms[k], logWeights[k]);
      normals.get(k).addLogDensity(y[k], terms[k]);
    }
    return terms;
  }

  /** log Σₖ exp terms[k] of each column, without overflow or underflow. */
  private static double[] logSum(double[][] terms) {
    double[] largest = new double[terms[0].length];
    Arrays.fill(largest, -Double.MAX_VALUE); // finite, so that terms of -∞ sum to -∞
    for (double[] term : terms) {
      for (int s = 0; s < largest.length; s++) largest[s] = Math.max(largest[s], term[s]);
    }
    double[] sum = new double[largest.length];
    for (double[] term : terms) {
      for (int s = 0; s < sum.length; s++) sum[s] += Math.exp(term[s] - largest[s]);
    }
    for (int s = 0; s < sum.length; s++) sum[s] = largest[s] + Math.log(sum[s]);
    return sum;
  }

  /**
   * The share of each normal in the density of each sample, {@code [components][samples]}. Where no
   * density is within doubles, distances tell them apart by more than all doubles: the nearest
   * normal has all.
   */
  private double[][] responsibilities(double[][] y, int samples) {
    double[][] terms = logTerms(y, samples);
    double[] log = logSum(terms);
    for (double[] term : terms) {
      for (int s = 0; s < samples; s++) {
        term[s] = log[s] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(term[s] - log[s]);
      }
    }
    for (int s = 0; s < samples; s++) {
      if (log[s] == Double.NEGATIVE_INFINITY) terms[nearest(y, s, samples)][s] = 1;
    }
    return terms;
  }

  /** The first normal for which |y| of a sample is least. */
  private static int nearest(double[][] y, int sample, int samples) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < y.length; k++) {
      double norm = 0;
      for (int i = sample; i < y[k].length; i += samples) norm = Math.hypot(norm, y[k][i]);
      if (norm >= least) continue;
      least = norm;
      nearest = k;
    }
    return nearest;
  }

  @Override
  public void score(double[] z, double[] gradient) {
    int n = z.length / normals.get(0).dim();
    double[][] y = whitened(z);
    double[][] shares = responsibilities(y, n);
    Arrays.fill(gradient, 0);
    for (int k = 0; k < y.length; k++) {
      double[] u = normals.get(k).pulled(y[k]);
      for (int i = 0; i < u.length; i++) gradient[i] -= shares[k][i % n] * u[i];
    }
  }

  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    double[][] y = whitened(z);
    double[][] shares = responsibilities(y, weight.length);
    for (int k = 0; k < y.length; k++) {
      double w = Math.exp(logWeights[k]);
      for (int s = 0; s < weight.length; s++) {
        phiBar[k] += weight[s] * (shares[k][s] - w);
        shares[k][s] *= weight[s];
      }
      CholeskyNormal normal = normals.get(k);
      normal.addGradient(y[k], normal.pulled(y[k]), shares[k], phiBar);
    }
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int dim = normals.get(0).dim();
    int n = z.length / dim;
    for (int s = 0; s < n; s++) {
      CholeskyNormal normal = normals.get(LogShares.part(logWeights, rng.nextDouble()));
      for (int i = 0; i < dim; i++) z[i * n + s] = rng.nextGaussian();
      normal.color(z, s, n);
    }
  }
}
