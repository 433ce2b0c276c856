package advect.plot.data;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How a column is cut into bins.
 *
 * @param range from the first bin to the last
 * @param fine bins of a histogram of the column
 * @param coarse bins of the column in a histogram of a pair
 */
public record ColumnBins(Range range, int fine, int coarse) {
  /** Cells in a bin from which one more or less does not show. */
  private static final int MANY = 16;

  /** By which share of a cell rounded numbers may be off. */
  private static final double SLACK = 1e-6;

  /** Room around values that are not rounded, as a share of their range. */
  private static final double MARGIN = 0.04;

  /**
   * About so many bins. Where data are rounded to few places each bin has as many of them:
   * otherwise one would hold two values, its neighbour one, and a picture shows stripes that are
   * not in the data.
   *
   * @param data and
   * @param samples finite, at least one of them not empty
   */
  public static ColumnBins about(double[] data, double[] samples, int fine, int coarse) {
    double[] both = DoubleStream.concat(stream(data), stream(samples)).toArray();
    Range all = Range.covering(both);
    double cell = cell(data);
    double origin = stream(data).min().orElse(Double.NaN);
    double first = Math.rint((all.lo() - origin) / cell);
    double cells = Math.rint((all.hi() - origin) / cell) - first + 1;
    if (!(cells <= MANY * coarse)) return new ColumnBins(all.padded(MARGIN), fine, coarse);
    int each = (int) Math.ceil(cells / coarse);
    int bins = (int) Math.ceil(cells / each);
    double lo = origin + (first - 0.5) * cell;
    return new ColumnBins(
        new Range(lo, lo + bins * each * cell), bins * parts(each, fine / bins), bins);
  }

  /** Into how many bins of whole cells one of {@code each} cells is cut, at most {@code most}. */
  private static int parts(int each, int most) {
    int parts = Math.max(1, Math.min(each, most));
    while (each % parts != 0) parts--;
    return parts;
  }

  /** The step that all data are multiples of apart; NaN if there is none. */
  private static double cell(double[] data) {
    double[] places = stream(data).sorted().distinct().toArray();
    double cell = Double.POSITIVE_INFINITY;
    for (int i = 1; i < places.length; i++) cell = Math.min(cell, places[i] - places[i - 1]);
    for (double place : places) {
      double count = (place - places[0]) / cell;
      if (!(Math.abs(count - Math.rint(count)) <= SLACK)) return Double.NaN;
    }
    return places.length > 1 ? cell : Double.NaN;
  }

  private static DoubleStream stream(double[] values) {
    return Arrays.stream(values);
  }
}
