package advect.plot.chart;

import advect.plot.data.Range;
import java.util.Arrays;
import java.util.Locale;

/**
 * An axis of a chart: linear, or logarithmic with a tick at powers of ten or, where it spans less
 * than two of them, of two.
 *
 * @param axis in the places of values
 * @param base of the logarithm that is the place of a value; 0 for the value itself
 */
public record ChartAxis(Axis axis, double base) {
  private static final double TICKS = 6;
  private static final double FEW_DECADES = 2;

  /** Over all finite values, with room at both ends as a share of what they span. */
  public static ChartAxis linear(double[] values, double below, double above) {
    return new ChartAxis(Axis.of(opened(Range.covering(values), below, above), TICKS), 0);
  }

  /** Over all positive values, with room at both ends as a share of what they span. */
  public static ChartAxis logarithmic(double[] values, double below, double above) {
    double[] positive = Arrays.stream(values).filter(v -> v > 0).toArray();
    Range decades = Range.covering(Arrays.stream(positive).map(Math::log10).toArray());
    double base = decades.span() < FEW_DECADES ? 2 : 10;
    Range range =
        Range.covering(Arrays.stream(positive).map(v -> Math.log(v) / Math.log(base)).toArray());
    Range shown = opened(range, below, above);
    return new ChartAxis(new Axis(shown, Math.max(1, Math.ceil(shown.span() / TICKS)), 0), base);
  }

  private static Range opened(Range range, double below, double above) {
    return new Range(range.lo() - below * range.span(), range.hi() + above * range.span());
  }

  /** Where values lie; NaN if they have no place. */
  public double[] places(double[] values) {
    if (base == 0) return values;
    return Arrays.stream(values)
        .map(v -> v > 0 ? Math.log(v) / Math.log(base) : Double.NaN)
        .toArray();
  }

  /** The text of a tick. */
  public String label(double place) {
    if (base == 0) return axis.label(place);
    if (base == 10 && Math.abs(place) > 3) {
      return String.format(Locale.ROOT, "1e%.0f", place).replace('-', '\u2212');
    }
    return plain(Math.pow(base, place));
  }

  /** A positive number as people write it: 0.25, 8, 1024; with an exponent below 0.0001. */
  public static String plain(double value) {
    if (value >= 1) return String.format(Locale.ROOT, "%.0f", value);
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains("e") ? text : text.replaceFirst("0+$", "");
  }
}
