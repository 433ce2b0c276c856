package advect.study.series;

import advect.latent.Forecaster;
import advect.latent.Series;
import advect.study.series.Spirals.Stretch;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How far predictions of 100 points are from spirals.
 *
 * @param rmse root of the mean square over series, points and coordinates
 * @param standardError of that, over series
 * @param median over series of each one's own
 * @param noisy as {@code rmse}, from values with noise
 */
record SpiralScore(double rmse, double standardError, double median, double noisy) {
  /** Scores a model on the 100 points from {@code first} on. */
  static SpiralScore of(List<Stretch> tests, Forecaster model, int first) {
    double[] times =
        IntStream.range(first, first + Spirals.LENGTH).mapToDouble(Spirals::time).toArray();
    List<Series> observed = tests.stream().map(Stretch::observed).toList();
    List<double[][]> values = model.predict(observed, Collections.nCopies(tests.size(), times));
    SummaryStatistics squares = new SummaryStatistics();
    DescriptiveStatistics roots = new DescriptiveStatistics();
    SummaryStatistics noisy = new SummaryStatistics();
    for (int n = 0; n < tests.size(); n++) {
      double square = meanSquare(values.get(n), tests.get(n).truth(), first);
      squares.addValue(square);
      roots.addValue(Math.sqrt(square));
      noisy.addValue(meanSquare(values.get(n), tests.get(n).noisy(), first));
    }
    double rmse = Math.sqrt(squares.getMean());
    // √m has the error of m over 2 √m.
    double error = squares.getStandardDeviation() / Math.sqrt(tests.size()) / (2 * rmse);
    return new SpiralScore(rmse, error, roots.getPercentile(50), Math.sqrt(noisy.getMean()));
  }

  private static double meanSquare(double[][] values, List<double[]> points, int first) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      for (int d = 0; d < 2; d++) sum += Math.pow(values[i][d] - points.get(first + i)[d], 2);
    }
    return sum / (2 * values.length);
  }
}
