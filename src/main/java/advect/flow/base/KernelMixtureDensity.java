package advect.flow.base;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A density of {@link KernelMixture}. A sample's numbers depend on no other's. */
final class KernelMixtureDensity implements BaseDensity {
  private final double[] logWeights;
  private final double[] centres;
  private final double bandwidth;
  private final int dim;
  private final double logPeak;

  /** Σ of the weights up to each kernel's, {@code [kernels]}. */
  private final double[] cumulative;

  /**
   * @param logits {@code [kernels]}
   * @param centres {@code [kernels][dim]}
   */
  KernelMixtureDensity(double[] logits, double[] centres, double bandwidth) {
    this.centres = centres;
    this.bandwidth = bandwidth;
    dim = centres.length / logits.length;
    logPeak = -dim * (Math.log(bandwidth) + Math.log(2 * Math.PI) / 2);
    double all = LogSumExp.of(logits);
    logWeights = Arrays.stream(logits).map(v -> v - all).toArray();
    cumulative = Arrays.stream(logWeights).map(Math::exp).toArray();
    Arrays.parallelPrefix(cumulative, Double::sum);
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    double[] terms = new double[logWeights.length];
    for (int s = 0; s < logp.length; s++) {
      double[] point = point(z, s, logp.length);
      writeTerms(point, terms);
      logp[s] += logPeak + LogSumExp.of(terms);
    }
  }

  private double[] point(double[] z, int sample, int samples) {
    double[] point = new double[dim];
    for (int i = 0; i < dim; i++) point[i] = z[i * samples + sample];
    return point;
  }

  /** log wⱼ - |z - cⱼ|²/(2 h²) of each kernel. */
  private void writeTerms(double[] point, double[] terms) {
    for (int j = 0; j < terms.length; j++) {
      double half = 0; // of the square, which alone overflows earlier
      for (int i = 0; i < dim; i++) {
        double y = (point[i] - centres[j * dim + i]) / bandwidth;
        half += y * (y / 2);
      }
      terms[j] = logWeights[j] - half;
    }
  }

  /**
   * Turns terms into the share of each kernel in the density at the point. Where no density is
   * within doubles, the nearest kernel has all.
   */
  private void toShares(double[] point, double[] terms) {
    double log = LogSumExp.of(terms);
    if (log == Double.NEGATIVE_INFINITY) {
      Arrays.fill(terms, 0);
      terms[nearest(point)] = 1;
      return;
    }
    for (int j = 0; j < terms.length; j++) terms[j] = Math.exp(terms[j] - log);
  }

  private int nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < logWeights.length; j++) {
      double norm = 0;
      for (int i = 0; i < dim; i++) norm = Math.hypot(norm, point[i] - centres[j * dim + i]);
      if (norm >= least) continue;
      least = norm;
      nearest = j;
    }
    return nearest;
  }

  @Override
  public void score(double[] z, double[] gradient) {
    int n = z.length / dim;
    double[] shares = new double[logWeights.length];
    Arrays.fill(gradient, 0);
    for (int s = 0; s < n; s++) {
      double[] point = point(z, s, n);
      writeTerms(point, shares);
      toShares(point, shares);
      for (int j = 0; j < shares.length; j++) {
        if (shares[j] == 0) continue;
        for (int i = 0; i < dim; i++) {
          gradient[i * n + s] = held(gradient[i * n + s] - shares[j] * pull(point, j, i));
        }
      }
    }
  }

  /** (z - cⱼ)ᵢ/h², which is minus the score of a kernel. */
  private double pull(double[] point, int j, int i) {
    return held((point[i] - centres[j * dim + i]) / bandwidth / bandwidth);
  }

  /** What is beyond all doubles is held at the largest: of two infinities, a difference is NaN. */
  private static double held(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /** The shares minus w, (z - cⱼ)/h², and |z - cⱼ|²/h² - dim. */
  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    int kernels = logWeights.length;
    double[] shares = new double[kernels];
    for (int s = 0; s < weight.length; s++) {
      double[] point = point(z, s, weight.length);
      writeTerms(point, shares);
      toShares(point, shares);
      for (int j = 0; j < kernels; j++) {
        double share = weight[s] * shares[j];
        phiBar[j] += share - weight[s] * Math.exp(logWeights[j]);
        if (share == 0) continue;
        double square = 0;
        for (int i = 0; i < dim; i++) {
          double pull = pull(point, j, i);
          phiBar[kernels + j * dim + i] += share * pull;
          square += pull * (point[i] - centres[j * dim + i]);
        }
        phiBar[phiBar.length - 1] += share * (square - dim);
      }
    }
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int n = z.length / dim;
    for (int s = 0; s < n; s++) {
      int j = kernel(rng.nextDouble());
      for (int i = 0; i < dim; i++) {
        z[i * n + s] = centres[j * dim + i] + bandwidth * rng.nextGaussian();
      }
    }
  }

  /** The kernel in whose part of [0, 1) a number is. */
  private int kernel(double uniform) {
    int found = Arrays.binarySearch(cumulative, uniform);
    int at = found < 0 ? -found - 1 : found + 1;
    return Math.min(at, cumulative.length - 1);
  }
}
