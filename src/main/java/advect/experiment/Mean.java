package advect.experiment;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The mean of independent numbers.
 *
 * @param value the mean
 * @param standardError of the mean; NaN for a lone number, which does not tell
 */
record Mean(double value, double standardError) {
  /** What was not measured. */
  static final Mean UNKNOWN = new Mean(Double.NaN, Double.NaN);

  static Mean of(double[] numbers) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double number : numbers) statistics.addValue(number);
    double spread = numbers.length > 1 ? statistics.getStandardDeviation() : Double.NaN;
    return new Mean(statistics.getMean(), spread / Math.sqrt(numbers.length));
  }
}
