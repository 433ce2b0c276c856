package advect.plot;

import advect.plot.chart.ChartAxis;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.Curve;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of measured curves side by side, with linear or logarithmic axes. */
public final class ChartFigure {
  private static final FittedChart.Size LONE = new FittedChart.Size(560, 320);
  private static final FittedChart.Size MANY = new FittedChart.Size(340, 270);
  private static final List<Color> COLORS =
      List.of(Look.BLUE, Look.ORANGE, Look.GREEN, Look.PURPLE, Look.YELLOW, Look.QUIET);

  /** Room around curves, as a share of what they span. */
  private static final double MARGIN = 0.05;

  /** Room above curves for a line of the legend, as a share of what they span. */
  private static final double LEGEND_LINE = 0.12;

  private ChartFigure() {}

  /** How a curve is drawn. */
  public enum Style {
    /** A line. */
    LINE,
    /** A broken line, for what others are compared with. */
    DASHED,
    /** A line through marked points, for few measurements. */
    MARKED,
    /** Points alone. */
    POINTS,
    /** A thin, pale line, for noise behind a smoothed curve. */
    FAINT
  }

  /**
   * A curve and its look.
   *
   * @param color counts colours: equal numbers are equal colours
   */
  public record Line(Curve curve, Style style, int color) {}

  /** What an axis shows. */
  public record AxisQuantity(String name, boolean logarithmic) {
    /** On a linear axis. */
    public static AxisQuantity linear(String name) {
      return new AxisQuantity(name, false);
    }

    /** On a logarithmic axis, which leaves out what is not positive. */
    public static AxisQuantity logarithmic(String name) {
      return new AxisQuantity(name, true);
    }
  }

  /**
   * One chart.
   *
   * @param title over it; may be empty
   * @param lines at least one; those of an empty name are not in the legend
   */
  public record Chart(String title, AxisQuantity x, AxisQuantity y, List<Line> lines) {
    /** Takes a copy. */
    public Chart {
      lines = List.copyOf(lines);
    }
  }

  /** Charts row by row in so many columns. */
  public static Figure of(List<Chart> charts, int columns) {
    FittedChart.Size size = charts.size() == 1 ? LONE : MANY;
    return Layout.of(charts.stream().map(chart -> panel(chart, size)).toList(), columns, null);
  }

  private static FittedChart panel(Chart chart, FittedChart.Size size) {
    ChartAxis x = axis(chart.x(), xs(chart), MARGIN, MARGIN);
    double legend = LEGEND_LINE * chart.lines().stream().filter(ChartFigure::isNamed).count();
    ChartAxis y = axis(chart.y(), ys(chart), MARGIN, MARGIN + legend);
    XYChart drawn = Look.chart(chart.title(), x.axis(), y.axis());
    drawn.setXAxisTitle(x.axis().title(chart.x().name()));
    drawn.setYAxisTitle(y.axis().title(chart.y().name()));
    drawn.getStyler().setxAxisTickLabelsFormattingFunction(x::label);
    drawn.getStyler().setyAxisTickLabelsFormattingFunction(y::label);
    drawn.getStyler().setLegendVisible(legend > 0);
    drawn.getStyler().setLegendPosition(LegendPosition.InsideNE);
    drawn.getStyler().setMarkerSize(6);
    Lines lines = new Lines(drawn, x.axis(), y.axis());
    for (Line line : chart.lines()) draw(lines, line, x, y);
    return FittedChart.of(drawn, x.axis(), y.axis(), size);
  }

  private static void draw(Lines lines, Line line, ChartAxis x, ChartAxis y) {
    Curve curve =
        Curve.of(line.curve().name(), x.places(line.curve().x()), y.places(line.curve().y()));
    if (curve.size() == 0) return;
    Color color = COLORS.get(line.color() % COLORS.size());
    XYSeries series =
        switch (line.style()) {
          case DASHED -> lines.dashed(curve, color, 1.6);
          case FAINT -> lines.add(curve, Look.pale(color), Lines.solid(0.8));
          default -> lines.add(curve, color, Lines.solid(2));
        };
    if (line.style() == Style.MARKED || line.style() == Style.POINTS) {
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(color);
    }
    if (line.style() == Style.POINTS) series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setShowInLegend(isNamed(line));
  }

  private static boolean isNamed(Line line) {
    return !line.curve().name().isEmpty();
  }

  private static ChartAxis axis(
      AxisQuantity quantity, DoubleStream values, double below, double above) {
    return quantity.logarithmic()
        ? ChartAxis.logarithmic(values.toArray(), below, above)
        : ChartAxis.linear(values.toArray(), below, above);
  }

  private static DoubleStream xs(Chart chart) {
    return chart.lines().stream().flatMapToDouble(line -> Arrays.stream(line.curve().x()));
  }

  private static DoubleStream ys(Chart chart) {
    return chart.lines().stream().flatMapToDouble(line -> Arrays.stream(line.curve().y()));
  }
}
