package advect.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Where a log density stands among those of the training rows, or, of a model that keeps these, of
 * rows held out: an anomaly has a low percentile.
 *
 * <p>Kept as quantiles at the levels 0, 0.1, ..., 100 percent; in between percentiles are
 * interpolated, so they are right to a tenth of a percent.
 */
public final class Percentiles {
  /** Under which a model's card has the quantiles. */
  public static final String KEY = "training_log_density_quantiles";

  private static final int STEPS = 1000;

  private final double[] quantiles;

  private Percentiles(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /** Of the log densities of the training rows, at least one. */
  public static Percentiles of(double[] logDensities) {
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(logDensities);
    double[] quantiles = new double[STEPS + 1];
    quantiles[0] = Arrays.stream(logDensities).min().orElseThrow();
    for (int i = 1; i <= STEPS; i++) quantiles[i] = percentile.evaluate(100.0 * i / STEPS);
    return new Percentiles(quantiles);
  }

  /** Those on a model's card, if it has sensible ones. */
  public static Optional<Percentiles> on(Map<String, Object> card) {
    if (!(card.get(KEY) instanceof List<?> list) || list.size() != STEPS + 1) {
      return Optional.empty();
    }
    double[] quantiles = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      if (!(list.get(i) instanceof Number number)) return Optional.empty();
      quantiles[i] = number.doubleValue();
      if (i > 0 && !(quantiles[i] >= quantiles[i - 1])) return Optional.empty();
    }
    return Optional.of(new Percentiles(quantiles));
  }

  /** For a model's card: ascending quantiles. */
  public List<Double> tree() {
    return Arrays.stream(quantiles).boxed().toList();
  }

  /** Percent of the training rows with a lower log density, from 0 to 100; NaN of NaN. */
  public double of(double logp) {
    if (Double.isNaN(logp)) return logp;
    int at = Arrays.binarySearch(quantiles, logp);
    if (at >= 0) {
      while (at > 0 && quantiles[at - 1] == logp) at--; // lower than all equal ones
      return 100.0 * at / STEPS;
    }
    int above = -at - 1;
    if (above == 0) return 0;
    if (above > STEPS) return 100;
    double share = (logp - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
    return 100.0 * (above - 1 + share) / STEPS;
  }
}
