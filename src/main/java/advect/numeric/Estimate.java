package advect.numeric;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * An expectation, estimated by the mean of independent numbers.
 *
 * @param mean of the numbers
 * @param standardError their deviation over √n; NaN for a lone number, which does not tell
 */
public record Estimate(double mean, double standardError) {
  /** What was not measured. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

  /** From the numbers. */
  public static Estimate of(double[] numbers) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double number : numbers) statistics.addValue(number);
    double deviation = numbers.length > 1 ? statistics.getStandardDeviation() : Double.NaN;
    return new Estimate(statistics.getMean(), deviation / Math.sqrt(numbers.length));
  }
}
