package advect.experiment;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The mean of independent numbers.
 *
 * @param value the mean
 * @param standardError of the mean
 */
record Mean(double value, double standardError) {
  static Mean of(double[] numbers) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double number : numbers) statistics.addValue(number);
    return new Mean(
        statistics.getMean(), statistics.getStandardDeviation() / Math.sqrt(numbers.length));
  }
}
