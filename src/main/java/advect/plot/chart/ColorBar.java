package advect.plot.chart;

import advect.plot.data.Box;
import advect.plot.data.Grid;
import advect.plot.data.Range;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** The key to a colour scale: a ramp with an axis of its own at its right. */
public final class ColorBar {
  private static final double WIDTH = 12;
  private static final double TICKS = 5.5;

  private ColorBar() {}

  /** The ramp of a scale, so many points high, with its numbers and title at its right. */
  public static FittedChart of(ColorScale scale, String title, double height) {
    Axis across = Axis.of(new Range(0, 1), 10);
    Axis up = Axis.of(scale.range(), TICKS);
    XYChart chart = Look.chart("", across, up);
    chart.setYAxisTitle(up.title(title));
    chart.getStyler().setYAxisGroupPosition(0, YAxisPosition.Right);
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setYAxisLabelAlignment(TextAlignment.Left);
    chart.getStyler().setPlotGridLinesVisible(false);
    Box box = new Box(across.range(), scale.range());
    Grid ramp = Grid.of(box, 1, 512, (x, y) -> y);
    return FittedChart.of(
        chart, across, up, new FittedChart.Size(WIDTH, height), new HeatDrawing(ramp, scale));
  }
}
