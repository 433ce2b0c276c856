package advect.experiment.result;

import java.util.Arrays;

/**
 * Sizes of the errors of rows.
 *
 * @param p50 the median
 * @param p99 that 99 rows of 100 do not exceed
 * @param max the largest
 */
public record RowErrors(double p50, double p99, double max) {
  /** What was not measured. */
  public static final RowErrors UNKNOWN = new RowErrors(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Of one number a row, none of them negative, NaN for a row that could not be measured; by
   * nearest rank, so that each is the error of a row.
   */
  public static RowErrors of(double[] errors) {
    double[] sorted = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).sorted().toArray();
    if (sorted.length == 0) return UNKNOWN;
    return new RowErrors(rank(sorted, 0.5), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
