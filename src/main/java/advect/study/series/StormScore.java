package advect.study.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How far forecasts of storms are off, in km.
 *
 * @param mean over forecasts
 * @param standardError of the mean, with tracks as independent and forecasts of one track not
 * @param median over forecasts
 */
record StormScore(double mean, double standardError, double median) {
  /** Scores a position for each forecast. */
  static StormScore of(List<StormForecast> forecasts, List<double[]> positions) {
    DescriptiveStatistics misses = new DescriptiveStatistics();
    for (int n = 0; n < forecasts.size(); n++) {
      misses.addValue(forecasts.get(n).missedBy(positions.get(n)));
    }
    Map<Integer, Double> byTrack = new HashMap<>();
    for (int n = 0; n < forecasts.size(); n++) {
      double excess = misses.getElement(n) - misses.getMean();
      byTrack.merge(forecasts.get(n).track(), excess, Double::sum);
    }
    double variance = byTrack.values().stream().mapToDouble(sum -> sum * sum).sum();
    return new StormScore(
        misses.getMean(), Math.sqrt(variance) / forecasts.size(), misses.getPercentile(50));
  }
}
