package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Drawing;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Look;
import advect.plot.data.Box;
import org.knowm.xchart.XYChart;

/** Panels that show the plane: equal units, or the nearest to it that is not a sliver. */
final class MapPanel {
  private static final double TICK_SPACING = 62;

  private MapPanel() {}

  /** Which axes carry numbers and names. */
  enum Edge {
    BOTH,
    LEFT,
    BELOW,
    NONE
  }

  /** The size of a plot area for a box whose longer side gets {@code longest} points. */
  static FittedChart.Size size(Box box, double longest) {
    if (!box.equalUnits()) return new FittedChart.Size(longest, longest);
    double ratio = box.ratio();
    return ratio > 1
        ? new FittedChart.Size(longest / ratio, longest)
        : new FittedChart.Size(longest, longest * ratio);
  }

  static FittedChart of(
      String title,
      Box box,
      FittedChart.Size size,
      MapStyle style,
      Edge edge,
      Drawing... drawings) {
    Axis x = Axis.of(box.x(), size.width() / TICK_SPACING);
    Axis y = Axis.of(box.y(), size.height() / TICK_SPACING);
    if (box.equalUnits()) {
      double step = Math.max(x.step(), y.step());
      x = new Axis(x.range(), step, x.exponent());
      y = new Axis(y.range(), step, y.exponent());
    }
    XYChart chart = Look.chart(title, x, y);
    chart.getStyler().setXAxisTicksVisible(edge == Edge.BOTH || edge == Edge.BELOW);
    chart.getStyler().setYAxisTicksVisible(edge == Edge.BOTH || edge == Edge.LEFT);
    if (edge == Edge.BOTH || edge == Edge.BELOW) chart.setXAxisTitle(x.title(style.xName()));
    if (edge == Edge.BOTH || edge == Edge.LEFT) chart.setYAxisTitle(y.title(style.yName()));
    return FittedChart.of(chart, x, y, size, drawings);
  }
}
