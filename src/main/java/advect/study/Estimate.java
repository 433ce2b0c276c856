package advect.study;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean and how far it is from the expectation, roughly.
 *
 * @param standardError the sample's deviation over √n
 */
record Estimate(double mean, double standardError) {
  static Estimate of(double[] values) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) statistics.addValue(value);
    return new Estimate(
        statistics.getMean(), statistics.getStandardDeviation() / Math.sqrt(values.length));
  }
}
