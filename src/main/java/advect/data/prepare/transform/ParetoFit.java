package advect.data.prepare.transform;

import java.util.Arrays;

/**
 * Scale and shape of a Pareto tail from the distances of rows beyond its beginning.
 *
 * <p>With θ = -ξ/β the likelihood is greatest at ξ(θ) = mean log(1 - θ z); θ is the mean of its
 * posterior on a grid whose every point has the greatest distance inside the support. So a hard
 * edge comes out just beyond the last row.
 *
 * <p>Reference: Zhang and Stephens, "A new and efficient estimation method for the generalized
 * Pareto distribution", Technometrics 51, 2009; Hosking and Wallis, "Parameter and quantile
 * estimation for the generalized Pareto distribution", Technometrics 29, 1987, for what moments and
 * plain maximum likelihood lack.
 *
 * @param scale β, in the units of the distances
 * @param shape ξ, at least -1
 */
record ParetoFit(double scale, double shape) {
  /** Fewer rows tell nothing of a shape. */
  private static final int FEWEST = 10;

  /** Rows of shape 0 that are added in mind, so that few rows give no wild tails. */
  private static final double PRIOR = 5;

  /**
   * For smaller θ, -ξ/θ is the mean distance to this part of it, and 1 - θ z has half its digits.
   */
  private static final double EXPONENTIAL = 1e-7;

  /** A quartile of this part of the greatest distance has no scale. */
  private static final double NOTHING = 1e-200;

  /** Points of the grid beside √rows of them. */
  private static final int GRID = 30;

  /** How far below the reciprocal of the greatest distance the grid reaches, in the reference. */
  private static final double REACH = 3;

  /**
   * Fits.
   *
   * <p>Cost: a logarithm for each distance and point of the grid.
   *
   * @param distances above 0, in any order
   * @param otherwise a scale if there are hardly any
   */
  static ParetoFit of(double[] distances, double otherwise) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double mean = Arrays.stream(sorted).map(z -> z / n).sum();
    if (n < 2) return new ParetoFit(otherwise, 0);
    double greatest = sorted[n - 1];
    double quartile = sorted[Math.max((int) Math.round(n / 4.0), 1) - 1];
    if (n < FEWEST || !(quartile / greatest > NOTHING)) return new ParetoFit(mean, 0);
    double[] units = Arrays.stream(sorted).map(z -> z / greatest).toArray();
    double theta = posteriorMean(units, quartile / greatest);
    double shape = shape(units, theta);
    double scale = Math.abs(theta) < EXPONENTIAL ? mean : -shape / theta * greatest;
    return new ParetoFit(scale, Math.max(shape * n / (n + PRIOR), -1));
  }

  /** Of θ, for distances up to 1. */
  private static double posteriorMean(double[] units, double quartile) {
    int size = GRID + (int) Math.sqrt(units.length);
    double[] theta = new double[size];
    double[] log = new double[size];
    for (int j = 0; j < size; j++) {
      theta[j] = 1 + (1 - Math.sqrt(size / (j + 0.5))) / (REACH * quartile);
      log[j] = units.length * profile(units, theta[j]);
    }
    double greatest = Arrays.stream(log).max().orElseThrow();
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < size; j++) {
      double weight = Math.exp(log[j] - greatest);
      sum += weight;
      weighted += weight * theta[j];
    }
    return weighted / sum;
  }

  /** Mean log likelihood at the best shape for θ, but for a constant. */
  private static double profile(double[] units, double theta) {
    if (Math.abs(theta) < EXPONENTIAL)
      return -Math.log(Arrays.stream(units).average().orElseThrow());
    double shape = shape(units, theta);
    return Math.log(-theta / shape) - shape;
  }

  private static double shape(double[] units, double theta) {
    double sum = 0;
    for (double z : units) sum += Math.log(1 - theta * z);
    return sum / units.length;
  }
}
