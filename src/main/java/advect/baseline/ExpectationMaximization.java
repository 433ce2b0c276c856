package advect.baseline;

/**
 * Expectation maximization until an iteration gains less than {@value #GAIN} nats a row, or {@value
 * #ITERATIONS} are done. An unfinished mixture is a density all the same, only not the best of its
 * size.
 *
 * @param mixture the last mixture
 * @param converged whether the gain became that small
 */
record ExpectationMaximization(Mixture mixture, boolean converged) {
  static final int ITERATIONS = 200;
  static final double GAIN = 1e-3;

  /** Begins with k-means++; rows are in units of their columns' spread. */
  static ExpectationMaximization fit(WeightedRows z, int k, long seed) {
    return from(Mixture.maximizing(z, StartByKMeans.responsibilities(z.rows(), k, seed)), z);
  }

  /** Begins with a mixture. */
  static ExpectationMaximization from(Mixture start, WeightedRows z) {
    Mixture mixture = start;
    double before = Double.NEGATIVE_INFINITY;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[][] logTerms = mixture.logTerms(z.rows());
      double[] logp = Mixture.logDensity(logTerms);
      double now = z.mean(logp);
      if (now - before < GAIN) return new ExpectationMaximization(mixture, true);
      before = now;
      mixture = Mixture.maximizing(z, Mixture.responsibilities(logTerms, logp));
    }
    return new ExpectationMaximization(mixture, false);
  }
}
