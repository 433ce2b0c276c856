package advect.numeric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The shares w of K densities in a mixture Σₖ wₖ pₖ, by the log densities that they give to n rows.
 *
 * <p>Expectation maximization climbs the mean log of the mixture, which is concave in w, from equal
 * shares: wₖ ← mean over rows of wₖ pₖ / Σⱼ wⱼ pⱼ (Smyth and Wolpert, "Linearly combining density
 * estimators via stacking", Machine Learning 36, 1999). Cost: K n exponentials, and K n products a
 * step.
 */
public final class MixtureWeights {
  private static final int MOST_STEPS = 2_000;

  /** Nats a row; a step that gains less is the last. */
  private static final double LEAST_GAIN = 1e-9;

  private MixtureWeights() {}

  /**
   * The shares that are best for some rows.
   *
   * @param logDensities {@code [K][n]}, nats; no row that counts has -∞ under all
   * @param counts what each row counts for, {@code [n]}, not negative and not all 0
   * @return {@code [K]}, adding up to 1
   */
  public static double[] fit(double[][] logDensities, double[] counts) {
    int[] rows = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
    double[][] densities = scaled(logDensities, rows);
    double[] weights = Arrays.stream(rows).mapToDouble(i -> counts[i]).toArray();
    double total = Arrays.stream(weights).sum();
    double[] shares = new double[logDensities.length];
    Arrays.fill(shares, 1.0 / shares.length);
    double reached = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] sums = sums(densities, shares);
      double mean = 0;
      for (int i = 0; i < sums.length; i++) {
        mean += weights[i] / total * Math.log(sums[i]);
        sums[i] = weights[i] / total / sums[i];
      }
      if (mean - reached < LEAST_GAIN) break;
      reached = mean;
      for (int k = 0; k < shares.length; k++) shares[k] *= product(densities[k], sums);
    }
    return shares;
  }

  /**
   * The same, where a density that would have less than a share has none: without the smallest of
   * these the others are fitted again, until there is none left.
   */
  public static double[] fit(double[][] logDensities, double[] counts, double least) {
    int[] kept = IntStream.range(0, logDensities.length).toArray();
    while (true) {
      double[] some =
          fit(Arrays.stream(kept).mapToObj(k -> logDensities[k]).toArray(double[][]::new), counts);
      int smallest = 0;
      for (int k = 1; k < some.length; k++) if (some[k] < some[smallest]) smallest = k;
      if (some[smallest] >= least || kept.length == 1)
        return spread(some, kept, logDensities.length);
      int drop = kept[smallest];
      kept = Arrays.stream(kept).filter(k -> k != drop).toArray();
    }
  }

  private static double[] spread(double[] some, int[] places, int length) {
    double[] all = new double[length];
    for (int k = 0; k < places.length; k++) all[places[k]] = some[k];
    return all;
  }

  /** Densities of the rows that count, each row in units of its largest. */
  private static double[][] scaled(double[][] logDensities, int[] rows) {
    double[][] densities = new double[logDensities.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (double[] each : logDensities) largest = Math.max(largest, each[rows[i]]);
      for (int k = 0; k < densities.length; k++) {
        densities[k][i] = Math.exp(logDensities[k][rows[i]] - largest);
      }
    }
    return densities;
  }

  private static double[] sums(double[][] densities, double[] shares) {
    double[] sums = new double[densities[0].length];
    for (int k = 0; k < shares.length; k++) {
      for (int i = 0; i < sums.length; i++) sums[i] += shares[k] * densities[k][i];
    }
    return sums;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  /** log Σₖ wₖ pₖ of a row. */
  public static double logDensity(double[][] logDensities, double[] shares, int row) {
    double[] terms = new double[shares.length];
    for (int k = 0; k < terms.length; k++) {
      terms[k] = Math.log(shares[k]) + logDensities[k][row];
    }
    return LogSumExp.of(terms);
  }
}
