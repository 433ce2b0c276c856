package advect.latent;

import java.util.List;

/**
 * The distribution of a series' latent initial state: N(mean, diag exp(logVariance)).
 *
 * @param mean by coordinate
 * @param logVariance by coordinate
 */
public record Posterior(List<Double> mean, List<Double> logVariance) {
  /** Takes copies; requires as many of one as of the other. */
  public Posterior {
    mean = List.copyOf(mean);
    logVariance = List.copyOf(logVariance);
    if (mean.size() != logVariance.size()) {
      throw new IllegalArgumentException(
          "expected a log variance for each mean, got %d and %d"
              .formatted(mean.size(), logVariance.size()));
    }
  }

  /** KL(this ‖ N(0, I)) = ½ Σ (μ² + σ² - 1 - log σ²), in nats. */
  public double divergence() {
    double sum = 0;
    for (int l = 0; l < mean.size(); l++) {
      sum += divergence(mean.get(l), logVariance.get(l));
    }
    return sum;
  }

  /** Of one coordinate. */
  static double divergence(double mean, double logVariance) {
    return 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
  }
}
