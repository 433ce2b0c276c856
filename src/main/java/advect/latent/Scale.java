package advect.latent;

import advect.numeric.ShiftAndScale;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** What the values and the gaps of training series are measured in, so that nets see order one. */
final class Scale {
  private final ShiftAndScale values;
  private final double gap;
  private final double span;

  /** Of series that have {@code dim} values a point, at least one of them. */
  Scale(List<Series> all, int dim) {
    if (all.isEmpty()) throw new IllegalArgumentException("no series: expected at least one");
    SummaryStatistics gaps = new SummaryStatistics();
    SummaryStatistics spans = new SummaryStatistics();
    SummaryStatistics[] columns = new SummaryStatistics[dim];
    for (int d = 0; d < dim; d++) columns[d] = new SummaryStatistics();
    for (int n = 0; n < all.size(); n++) {
      Series series = all.get(n);
      requireDim(series, dim, n);
      spans.addValue(series.end() - series.time(0));
      for (int i = 0; i < series.size(); i++) {
        for (int d = 0; d < dim; d++) columns[d].addValue(series.value(i, d));
        if (i > 0) gaps.addValue(series.time(i) - series.time(i - 1));
      }
    }
    values =
        ShiftAndScale.of(
            Arrays.stream(columns).mapToDouble(SummaryStatistics::getMean).toArray(),
            Arrays.stream(columns).mapToDouble(c -> orOne(c.getStandardDeviation())).toArray());
    gap = orOne(gaps.getMean());
    span = orOne(spans.getMean());
  }

  /** Requires the values a point that a model has. */
  static void requireDim(Series series, int dim, int number) {
    if (series.dim() != dim) {
      throw new IllegalArgumentException(
          "series %d has %d values a point, expected %d".formatted(number + 1, series.dim(), dim));
    }
  }

  private static double orOne(double scale) {
    return scale > 0 ? scale : 1;
  }

  int dim() {
    return values.dim();
  }

  /** A value as nets see it. */
  double in(int d, double value) {
    return values.forward(d, value);
  }

  /** A value as it was. */
  double out(int d, double value) {
    return values.inverse(d, value);
  }

  /** The derivative of {@link #out}. */
  double deviation(int d) {
    return values.scale(d);
  }

  /** A time within a series as nets see it. */
  double span(double time) {
    return time / span;
  }

  /** The mean gap of training series; 1 if there was none. */
  double meanGap() {
    return gap;
  }

  /** A gap as nets see it. */
  double gap(double time) {
    return time / gap;
  }
}
