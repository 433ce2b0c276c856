package advect.plot.data;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How well a model's regions of highest density hold the rows they should.
 *
 * <p>The region of mass α is {x: log p(x) ≥ q}, with q the (1-α) quantile of log p over the model's
 * own samples. A row's <em>level</em> is the mass of the region on whose border it lies: the share
 * of samples with a higher log p, at half ranks, (r + 1/2) / (m + 1). If rows and samples have one
 * law, levels are uniform on (0, 1) and the share of rows in a region is its mass (Hyndman 1996,
 * <em>Computing and graphing highest density regions</em>).
 *
 * <p>Cost: O((n + m) log m). Threads: immutable; safe to share.
 */
public final class Coverage {
  private static final double OUTSIDE = 0.05;

  private final double[] levels;
  private final int samples;
  private final double deviation;

  private Coverage(double[] levels, int samples, double deviation) {
    this.levels = levels;
    this.samples = samples;
    this.deviation = deviation;
  }

  /**
   * Compares rows with a model's samples.
   *
   * @param test log p of n ≥ 2 held-out rows under the model, in nats; negative infinity is allowed
   * @param samples log p of m ≥ 2 samples of the model; neither array is changed
   * @throws IllegalArgumentException if one has fewer than two values, or NaN
   */
  public static Coverage of(double[] test, double[] samples) {
    require("test rows", test);
    require("samples", samples);
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double[] levels = new double[test.length];
    for (int i = 0; i < levels.length; i++) {
      int below = before(sorted, test[i], false);
      int upTo = before(sorted, test[i], true);
      double higher = sorted.length - 0.5 * (below + upTo);
      levels[i] = (higher + 0.5) / (sorted.length + 1);
    }
    Arrays.sort(levels);
    double deviation = new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(test, samples);
    return new Coverage(levels, sorted.length, deviation);
  }

  private static void require(String what, double[] logp) {
    if (logp.length < 2) {
      throw new IllegalArgumentException(
          "coverage needs two or more %s, got %d".formatted(what, logp.length));
    }
    for (int i = 0; i < logp.length; i++) {
      if (!Double.isNaN(logp[i])) continue;
      throw new IllegalArgumentException(
          "coverage: log p of %s is NaN at %d (from 0), which has no rank".formatted(what, i));
    }
  }

  /** How many of the sorted values are less than v, or equal to it if that counts too. */
  private static int before(double[] sorted, double v, boolean orEqual) {
    int lo = 0;
    int hi = sorted.length;
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      if (sorted[middle] < v || (orEqual && sorted[middle] == v)) lo = middle + 1;
      else hi = middle;
    }
    return lo;
  }

  /** The number of test rows. */
  public int rows() {
    return levels.length;
  }

  /** The number of samples that stand for the model. */
  public int samples() {
    return samples;
  }

  /** The rows' levels in (0, 1), ascending: near 0 the densest, near 1 the most unlikely. */
  public double[] levels() {
    return levels.clone();
  }

  /** The share of test rows inside the region of a mass in [0, 1]. */
  public double share(double mass) {
    return before(levels, mass, true) / (double) levels.length;
  }

  /**
   * Where the share of rows in a set of given mass lies in at least 95 % of all cases, if the model
   * is right.
   *
   * <p>The share of n rows minus that of m samples has variance α(1-α)(1/n + 1/m): the band is that
   * of a binomial count of nm/(n+m) draws.
   */
  public Band band(double mass) {
    double n = levels.length;
    int draws = (int) Math.max(1, Math.round(n / (n + samples) * samples));
    BinomialDistribution count = new BinomialDistribution(null, draws, mass);
    return new Band(
        count.inverseCumulativeProbability(OUTSIDE / 2) / (double) draws,
        count.inverseCumulativeProbability(1 - OUTSIDE / 2) / (double) draws);
  }

  /**
   * The ends of a 95 % band.
   *
   * @param lower the least share
   * @param upper the greatest share
   */
  public record Band(double lower, double upper) {}

  /** The largest distance of share and mass: the two-sample statistic of Kolmogorov and Smirnov. */
  public double deviation() {
    return deviation;
  }

  /** How often a right model would deviate at least as much; asymptotic in n and m. */
  public double pValue() {
    return new KolmogorovSmirnovTest().approximateP(deviation, levels.length, samples);
  }
}
