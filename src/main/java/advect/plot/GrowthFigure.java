package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.ChartAxis;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.Color;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How quantities grow: panels side by side whose axes count doublings, and in each a dashed line
 * with the slope of a simple law.
 */
public final class GrowthFigure {
  private static final FittedChart.Size SIZE = new FittedChart.Size(330, 300);
  private static final List<Color> COLORS = List.of(Look.BLUE, Look.ORANGE, Look.GREEN);

  /** Doublings that an axis of quantities spans at least: less would make a mountain of noise. */
  private static final double LEAST_SPAN = 5;

  /** Room for the legend above the curves, as a share of what they span. */
  private static final double HEADROOM = 0.28;

  private static final int MOST_TICKS = 9;

  /** Pieces of a dashed line, so short that it looks straight; see {@link Lines#dashed}. */
  private static final int DASHED_PARTS = 40;

  private static final double MARGIN = 0.25;

  private GrowthFigure() {}

  /**
   * One panel.
   *
   * @param yName what is measured, with its unit
   * @param law what the dashed line shows
   * @param curves at least one, each with a point whose numbers are positive; others are left out
   */
  public record Growth(String yName, Law law, List<Curve> curves) {
    /** Takes a copy. */
    public Growth {
      curves = List.copyOf(curves);
    }
  }

  /** A simple law to compare with. */
  public enum Law {
    /** Twice as much at twice the count. */
    PROPORTIONAL("proportional", 1),
    /** Half as much at twice the count. */
    INVERSE("inversely proportional", -1);

    private final String words;
    private final int slope;

    Law(String words, int slope) {
      this.words = words;
      this.slope = slope;
    }
  }

  /**
   * The picture.
   *
   * @param panels at least one, which share the horizontal axis
   * @param xName what is counted
   * @param note what holds for all of it; stands over the panels
   */
  public static Figure of(List<Growth> panels, String xName, String note) {
    Axis x = counts(panels);
    List<FittedChart> drawn = panels.stream().map(growth -> panel(growth, x, xName)).toList();
    return Layout.of(drawn, drawn.size(), null).withNote(note);
  }

  private static FittedChart panel(Growth growth, Axis x, String xName) {
    Axis y = quantities(growth);
    XYChart chart = Look.chart("", x, y);
    chart.setXAxisTitle(xName);
    chart.setYAxisTitle(growth.yName());
    chart.getStyler().setxAxisTickLabelsFormattingFunction(GrowthFigure::label);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(GrowthFigure::label);
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setMarkerSize(6);
    Lines lines = new Lines(chart, x, y);
    lines.dashed(guide(growth, x, y), Look.QUIET, 1.2);
    for (int k = 0; k < growth.curves().size(); k++) {
      Color color = COLORS.get(k % COLORS.size());
      XYSeries series = lines.add(doublings(growth.curves().get(k)), color, Lines.solid(2));
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(color);
    }
    return FittedChart.of(chart, x, y, SIZE);
  }

  /** The dashed line through the end of the first curve where its law shows best, in the panel. */
  private static Curve guide(Growth growth, Axis x, Axis y) {
    Curve first = doublings(growth.curves().get(0));
    int slope = growth.law().slope;
    int anchor = slope > 0 ? first.size() - 1 : 0;
    double atX = first.x()[anchor];
    double atY = first.y()[anchor];
    double reach = atY - y.range().lo(); // how far the line can fall
    double from = slope > 0 ? Math.max(x.range().lo(), atX - reach) : x.range().lo();
    double to = slope > 0 ? x.range().hi() : Math.min(x.range().hi(), atX + reach);
    double[] ends = {from, to};
    double[] heights = {atY + slope * (from - atX), atY + slope * (to - atX)};
    return Curve.of(growth.law().words, ends, heights).refined(DASHED_PARTS);
  }

  private static Axis counts(List<Growth> panels) {
    DoubleSummaryStatistics counts =
        panels.stream()
            .flatMap(growth -> growth.curves().stream())
            .flatMapToDouble(curve -> Arrays.stream(doublings(curve).x()))
            .summaryStatistics();
    double last = Math.max(counts.getMax(), counts.getMin() + 1); // XChart needs two ticks
    return axis(new Range(counts.getMin() - MARGIN, last + MARGIN));
  }

  private static Axis quantities(Growth growth) {
    Range range =
        Range.covering(
            growth.curves().stream()
                .flatMapToDouble(curve -> Arrays.stream(doublings(curve).y()))
                .toArray());
    double missing = Math.max(0, LEAST_SPAN - range.span()) / 2;
    double room = HEADROOM * (range.span() + 2 * missing);
    return axis(new Range(range.lo() - missing - MARGIN, range.hi() + missing + room));
  }

  private static Axis axis(Range range) {
    double step = Math.max(1, Math.ceil(range.span() / MOST_TICKS));
    return new Axis(range, step, 0);
  }

  /** log₂ of both, where both are positive. */
  private static Curve doublings(Curve curve) {
    double[] x = curve.x();
    double[] y = curve.y();
    int[] shown = IntStream.range(0, x.length).filter(i -> x[i] > 0 && y[i] > 0).toArray();
    return Curve.of(
        curve.name(),
        IntStream.of(shown).mapToDouble(i -> log2(x[i])).toArray(),
        IntStream.of(shown).mapToDouble(i -> log2(y[i])).toArray());
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static String label(double count) {
    return ChartAxis.plain(Math.pow(2, count));
  }
}
