package advect.plot.chart;

import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Puts curves into an XChart chart. */
public final class Lines {
  private static final Color BARS = new Color(0xE3ECF3);
  private static final Color BAR_EDGES = new Color(0xA9C3D6);

  /** Points that are close enough together on any axis. */
  private static final int CLOSE = 200;

  private final XYChart chart;
  private final Axis x;
  private final Axis y;

  /** Lines of a chart whose axes are these; each {@code add} is drawn over those before. */
  public Lines(XYChart chart, Axis x, Axis y) {
    this.chart = chart;
    this.x = x;
    this.y = y;
    keepRoundTicks();
  }

  /**
   * XChart puts ticks on the data where these are equally spaced, round or not. Two unseen points
   * at unequal distances keep it on round numbers.
   */
  private void keepRoundTicks() {
    double[] uneven = {0, 0.382};
    Curve unseen =
        Curve.of(
            "unseen",
            Arrays.stream(uneven).map(s -> x.range().lo() + s * x.range().span()).toArray(),
            Arrays.stream(uneven).map(s -> y.range().lo() + s * y.range().span()).toArray());
    add(unseen, Look.CLEAR, new BasicStroke(0)).setShowInLegend(false);
  }

  /** Adds a curve without marks; a y that is not finite leaves a gap. */
  public XYSeries add(Curve curve, Color color, BasicStroke stroke) {
    double[] counts = x.count(curve.x());
    double[] ys = y.count(curve.y());
    for (int i = 0; i < ys.length; i++) if (!Double.isFinite(ys[i])) ys[i] = Double.NaN;
    XYSeries series = chart.addSeries("series " + chart.getSeriesMap().size(), counts, ys);
    series.setLabel(curve.name());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
    return series;
  }

  /**
   * Adds a dashed curve. XChart starts a new line, and so a new dash, at each point, except in
   * smooth series, which are one path but level off at each point; close points make that
   * invisible.
   */
  public XYSeries dashed(Curve curve, Color color, double width) {
    XYSeries series =
        add(curve.refined(Math.max(8, CLOSE / Math.max(1, curve.size()))), color, dashed(width));
    series.setSmooth(true);
    return series;
  }

  /** Adds a histogram over a range as pale filled bars. */
  public void bars(String name, Range across, double[] heights) {
    XYSeries series = add(steps(name, across, heights), BAR_EDGES, solid(0.8));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    series.setFillColor(BARS);
  }

  /** Adds a histogram over a range as the outline of its bars. */
  public void outline(String name, Range across, double[] heights, Color color) {
    add(steps(name, across, heights), color, solid(1.3))
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
  }

  private static Curve steps(String name, Range across, double[] heights) {
    double[] edges = new double[heights.length + 1];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = across.lo() + k * across.span() / heights.length;
    }
    return Curve.of(name, edges, Arrays.copyOf(heights, edges.length));
  }

  /** A pen of so many points. */
  public static BasicStroke solid(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A pen of so many points that leaves gaps. */
  public static BasicStroke dashed(double width) {
    float[] dash = {6, 4};
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
