package advect.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;

/**
 * Sizes of the errors of those rows whose error is known.
 *
 * @param p50 the median; this and the next two are NaN if no error is known
 * @param p99 that 99 rows of 100 do not exceed
 * @param max the largest
 * @param unknown rows whose error could not be measured, since a solve failed
 */
public record RowErrors(
    double p50, double p99, double max, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int unknown) {
  /**
   * Of one number a row, none of them negative, NaN for a row that could not be measured; by
   * nearest rank, so that each is the error of a row.
   */
  public static RowErrors of(double[] errors) {
    double[] sorted = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).sorted().toArray();
    int unknown = errors.length - sorted.length;
    return new RowErrors(rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 1), unknown);
  }

  private static double rank(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
