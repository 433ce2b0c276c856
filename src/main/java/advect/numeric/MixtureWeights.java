package advect.numeric;

import java.util.Arrays;

/**
 * The shares w of K densities in a mixture Σₖ wₖ pₖ, by the log densities that they give to n rows.
 *
 * <p>Expectation maximization climbs the mean log of the mixture, which is concave in w, from equal
 * shares: wₖ ← mean over rows of wₖ pₖ / Σⱼ wⱼ pⱼ (Smyth and Wolpert, "Linearly combining density
 * estimators via stacking", Machine Learning 36, 1999). Cost: K n exponentials a step.
 */
public final class MixtureWeights {
  private static final int MOST_STEPS = 2_000;

  /** Nats a row; a step that gains less is the last. */
  private static final double LEAST_GAIN = 1e-9;

  private MixtureWeights() {}

  /**
   * The shares that are best for some rows.
   *
   * @param logDensities {@code [K][n]}, nats; no row has -∞ under all
   * @param rows which of the n count
   * @return {@code [K]}, adding up to 1
   */
  public static double[] fit(double[][] logDensities, int[] rows) {
    double[] shares = new double[logDensities.length];
    Arrays.fill(shares, 1.0 / shares.length);
    double reached = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] next = new double[shares.length];
      double mean = 0;
      for (int row : rows) {
        double[] terms = terms(logDensities, shares, row);
        double log = LogSumExp.of(terms);
        mean += log / rows.length;
        for (int k = 0; k < next.length; k++) next[k] += Math.exp(terms[k] - log) / rows.length;
      }
      if (mean - reached < LEAST_GAIN) break;
      reached = mean;
      shares = next;
    }
    return shares;
  }

  /** log Σₖ wₖ pₖ of a row. */
  public static double logDensity(double[][] logDensities, double[] shares, int row) {
    return LogSumExp.of(terms(logDensities, shares, row));
  }

  private static double[] terms(double[][] logDensities, double[] shares, int row) {
    double[] terms = new double[shares.length];
    for (int k = 0; k < terms.length; k++) {
      terms[k] = Math.log(shares[k]) + logDensities[k][row];
    }
    return terms;
  }
}
