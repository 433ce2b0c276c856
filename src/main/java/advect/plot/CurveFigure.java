package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.BarHeights;
import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** Densities of one variable as curves, over a histogram of samples if there is one. */
public final class CurveFigure {
  private static final FittedChart.Size SIZE = new FittedChart.Size(680, 320);
  private static final List<Color> COLORS = List.of(Look.ORANGE, Look.BLUE, Look.GREEN);

  private CurveFigure() {}

  /** Densities as curves, the first (the true one, where known) dashed; PNG and SVG fit it. */
  public static Figure of(List<Curve> densities, String xName) {
    return of(densities, new double[0], xName);
  }

  /**
   * Densities as curves over a histogram of samples.
   *
   * @param densities at least one, by name: p, not log p, against x; some hundred points each; a
   *     lone curve is drawn solid, of several the first is dashed
   * @param samples read only; those outside the curves' range are counted but not shown
   */
  public static Figure of(List<Curve> densities, double[] samples, String xName) {
    Range across =
        Range.covering(densities.stream().flatMapToDouble(c -> Arrays.stream(c.x())).toArray());
    double[] bars = BarHeights.density(samples, across);
    double[] heights =
        DoubleStream.concat(
                densities.stream().flatMapToDouble(c -> Arrays.stream(c.y())), Arrays.stream(bars))
            .toArray();
    Axis x = Axis.of(across, 7);
    Axis y = Axis.of(new Range(0, 1.08 * top(heights)), 5);
    XYChart chart = Look.chart("", x, y);
    chart.setXAxisTitle(x.title(xName));
    chart.setYAxisTitle(y.title("density p"));
    chart.getStyler().setLegendVisible(true);
    Lines lines = new Lines(chart, x, y);
    if (bars.length > 0) {
      lines.bars(String.format(Locale.ROOT, "%,d samples", samples.length), across, bars);
    }
    for (int k = 0; k < densities.size(); k++) {
      boolean dashed = k == 0 && densities.size() > 1;
      Color color = COLORS.get((densities.size() > 1 ? k : 1) % COLORS.size());
      if (dashed) lines.dashed(densities.get(k), color, 2);
      else lines.add(densities.get(k), color, Lines.solid(2));
    }
    return Layout.of(List.of(FittedChart.of(chart, x, y, SIZE)), 1, null);
  }

  private static double top(double[] heights) {
    double top = Range.covering(heights).hi();
    return top > 0 ? top : 1;
  }
}
