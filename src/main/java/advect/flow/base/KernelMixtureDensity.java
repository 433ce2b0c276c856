package advect.flow.base;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A density of {@link KernelMixture}. A sample's numbers depend on no other's.
 *
 * <p>Terms of the sum are {@code [widths][kernels]}. Distances are in units of the largest width,
 * and found a coordinate at a time, which reads memory in order.
 */
final class KernelMixtureDensity implements BaseDensity {
  private final int dim;
  private final int kernels;

  /** {@code [dim][kernels]}. */
  private final double[] centres;

  private final double[] logWeights;
  private final double[] bandwidths;
  private final double[] logShares;
  private final double unit;

  /** Σ of the weights up to each kernel's, {@code [kernels]}. */
  private final double[] cumulative;

  /**
   * @param logits {@code [kernels]}
   * @param centres {@code [kernels][dim]}
   * @param logBandwidths {@code [widths]}
   * @param shareLogits {@code [widths]}
   */
  KernelMixtureDensity(
      double[] logits, double[] centres, double[] logBandwidths, double[] shareLogits) {
    kernels = logits.length;
    dim = centres.length / kernels;
    this.centres = new double[centres.length];
    for (int j = 0; j < kernels; j++) {
      for (int i = 0; i < dim; i++) this.centres[i * kernels + j] = centres[j * dim + i];
    }
    bandwidths = Arrays.stream(logBandwidths).map(Math::exp).toArray();
    unit = Arrays.stream(bandwidths).max().orElseThrow();
    logWeights = LogShares.of(logits);
    logShares = LogShares.of(shareLogits);
    cumulative = Arrays.stream(logWeights).map(Math::exp).toArray();
    Arrays.parallelPrefix(cumulative, Double::sum);
  }

  @Override
  public void addLogDensity(double[] z, double[] logp) {
    double[] terms = new double[bandwidths.length * kernels];
    for (int s = 0; s < logp.length; s++) {
      writeTerms(point(z, s, logp.length), terms);
      logp[s] += LogSumExp.of(terms);
    }
  }

  private double[] point(double[] z, int sample, int samples) {
    double[] point = new double[dim];
    for (int i = 0; i < dim; i++) point[i] = z[i * samples + sample];
    return point;
  }

  /** log vₖ wⱼ N(z; cⱼ, hₖ² I). */
  private void writeTerms(double[] point, double[] terms) {
    double[] half = new double[kernels]; // of the square, which alone overflows earlier
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < kernels; j++) {
        double y = (point[i] - centres[i * kernels + j]) / unit;
        half[j] += y * (y / 2);
      }
    }
    for (int k = 0; k < bandwidths.length; k++) {
      double ratio = unit / bandwidths[k];
      double square = ratio * ratio;
      double peak = logShares[k] - dim * (Math.log(bandwidths[k]) + Math.log(2 * Math.PI) / 2);
      for (int j = 0; j < kernels; j++) {
        terms[k * kernels + j] = peak + logWeights[j] - square * half[j];
      }
    }
  }

  /**
   * Turns terms into the share of each in the density at the point. Where no density is within
   * doubles, the nearest kernel has all, at its largest width.
   */
  private void toShares(double[] point, double[] terms) {
    double log = LogSumExp.of(terms);
    if (log == Double.NEGATIVE_INFINITY) {
      Arrays.fill(terms, 0);
      terms[widest() * kernels + nearest(point)] = 1;
      return;
    }
    for (int j = 0; j < terms.length; j++) terms[j] = Math.exp(terms[j] - log);
  }

  private int widest() {
    int k = 0;
    while (bandwidths[k] < unit) k++;
    return k;
  }

  private int nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < kernels; j++) {
      double norm = 0;
      for (int i = 0; i < dim; i++) norm = Math.hypot(norm, point[i] - centres[i * kernels + j]);
      if (norm >= least) continue;
      least = norm;
      nearest = j;
    }
    return nearest;
  }

  @Override
  public void score(double[] z, double[] gradient) {
    int n = z.length / dim;
    double[] shares = new double[bandwidths.length * kernels];
    Arrays.fill(gradient, 0);
    for (int s = 0; s < n; s++) {
      double[] point = point(z, s, n);
      writeTerms(point, shares);
      toShares(point, shares);
      for (int t = 0; t < shares.length; t++) {
        if (shares[t] == 0) continue;
        for (int i = 0; i < dim; i++) {
          gradient[i * n + s] = held(gradient[i * n + s] - shares[t] * pull(point, t, i));
        }
      }
    }
  }

  /** (z - cⱼ)ᵢ/hₖ², which is minus the score of a kernel. */
  private double pull(double[] point, int term, int i) {
    double h = bandwidths[term / kernels];
    return held((point[i] - centres[i * kernels + term % kernels]) / h / h);
  }

  /** What is beyond all doubles is held at the largest: of two infinities, a difference is NaN. */
  private static double held(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /** The shares minus w, (z - cⱼ)/hₖ², |z - cⱼ|²/hₖ² - dim, and the shares minus v. */
  @Override
  public void addParameterGradient(double[] z, double[] weight, double[] phiBar) {
    int firstWidth = kernels * (1 + dim);
    double[] shares = new double[bandwidths.length * kernels];
    for (int s = 0; s < weight.length; s++) {
      double[] point = point(z, s, weight.length);
      writeTerms(point, shares);
      toShares(point, shares);
      for (int j = 0; j < kernels; j++) phiBar[j] -= weight[s] * Math.exp(logWeights[j]);
      for (int t = 0; t < shares.length; t++) {
        double share = weight[s] * shares[t];
        if (share == 0) continue;
        int j = t % kernels;
        double square = 0;
        for (int i = 0; i < dim; i++) {
          double pull = pull(point, t, i);
          phiBar[kernels + j * dim + i] += share * pull;
          square += pull * (point[i] - centres[i * kernels + j]);
        }
        phiBar[j] += share;
        phiBar[firstWidth + t / kernels] += share * (square - dim);
      }
      addShareGradient(weight[s], shares, phiBar);
    }
  }

  /** One width has no share to choose. */
  private void addShareGradient(double weight, double[] shares, double[] phiBar) {
    int widths = bandwidths.length;
    if (widths == 1) return;
    for (int k = 0; k < widths; k++) {
      double share = Arrays.stream(shares, k * kernels, (k + 1) * kernels).sum();
      phiBar[phiBar.length - widths + k] += weight * (share - Math.exp(logShares[k]));
    }
  }

  @Override
  public void sample(RandomGenerator rng, double[] z) {
    int n = z.length / dim;
    for (int s = 0; s < n; s++) {
      int j = kernel(rng.nextDouble());
      double h =
          bandwidths.length == 1 ? unit : bandwidths[LogShares.part(logShares, rng.nextDouble())];
      for (int i = 0; i < dim; i++) {
        z[i * n + s] = centres[i * kernels + j] + h * rng.nextGaussian();
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
