package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Frame;
import advect.plot.chart.Label;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.BarHeights;
import advect.plot.data.Mark;
import advect.plot.data.Range;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Log densities of held-out rows beside those of the model's own samples: they have one law if the
 * model is right, and rows far to the left are what the model did not expect.
 */
public final class LogDensityFigure {
  private static final FittedChart.Size SIZE = new FittedChart.Size(680, 340);

  /**
   * The picture ends at the left this many times as far below the median as the 5 % quantile: some
   * strays may lie hundreds of nats away.
   */
  private static final double REACH = 5;

  /** Points above the bars, for two lanes of quantiles. */
  private static final double LANES = 66;

  private LogDensityFigure() {}

  /**
   * The picture.
   *
   * @param test log p of held-out rows, in nats; read only; infinities are counted, not shown
   * @param samples log p of the model's samples; read only
   * @param means mean log p of other densities on the same rows; may be empty
   * @throws IllegalArgumentException if no log density of the test rows is finite
   */
  public static Figure of(double[] test, double[] samples, List<Mark> means) {
    Range across = range(test, samples, means);
    int bins = BarHeights.bins(Math.min(test.length, Math.max(samples.length, 1)));
    double[] filled = BarHeights.density(test, across, bins);
    double[] line = BarHeights.density(samples, across, bins);
    double top =
        Range.covering(DoubleStream.concat(Arrays.stream(filled), Arrays.stream(line)).toArray())
            .hi();
    Axis x = Axis.of(across, 7);
    Axis y = Axis.of(new Range(0, top * SIZE.height() / (SIZE.height() - LANES)), 5);
    XYChart chart = Look.chart("", x, y);
    chart.setXAxisTitle(x.title("log density log p (nats)"));
    chart.setYAxisTitle(y.title("share per nat"));
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    Lines lines = new Lines(chart, x, y);
    lines.bars(String.format(Locale.ROOT, "%,d test rows", test.length), across, filled);
    if (line.length > 0) {
      String name = String.format(Locale.ROOT, "%,d samples of the model", samples.length);
      lines.outline(name, across, line, Look.ORANGE);
    }
    Drawing own = new QuantileLane(test, Look.BLUE, 24);
    Drawing model = new QuantileLane(samples, Look.ORANGE, 50);
    Drawing others = (g, frame) -> means(g, frame, means);
    return Layout.of(List.of(FittedChart.of(chart, x, y, SIZE, others, own, model)), 1, null);
  }

  /** A dashed line for each mean, their names one under another. */
  private static void means(Graphics2D g, Frame frame, List<Mark> means) {
    double y = frame.plot().getY() + LANES + 18;
    for (Mark mean : means) {
      double x = frame.px(mean.at());
      g.setColor(Look.GREEN);
      g.setStroke(Lines.dashed(1.1));
      g.draw(new Line2D.Double(x, y - 8, x, frame.plot().getMaxY()));
      double share = (x - frame.plot().getX()) / frame.plot().getWidth();
      String text =
          String.format(Locale.ROOT, "%s %.2f", mean.name(), mean.at()).replace('-', '\u2212');
      Label.paint(g, text, Look.GREEN, share > 0.5 ? x - 7 : x + 7, y, share > 0.5 ? 1 : 0);
      y += 20;
    }
  }

  private static Range range(double[] test, double[] samples, List<Mark> means) {
    double[] rows = Arrays.stream(test).filter(Double::isFinite).sorted().toArray();
    double[] own = Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "none of %d log densities of test rows is finite; nothing to draw"
              .formatted(test.length));
    }
    return Range.covering(
            DoubleStream.concat(
                    DoubleStream.of(
                        left(rows),
                        QuantileLane.quantile(rows, 1),
                        left(own),
                        QuantileLane.quantile(own, 1)),
                    means.stream().mapToDouble(Mark::at))
                .toArray())
        .padded(0.04);
  }

  private static double left(double[] sorted) {
    if (sorted.length == 0) return Double.NaN;
    double median = QuantileLane.quantile(sorted, 0.5);
    double far = median - REACH * (median - QuantileLane.quantile(sorted, 0.05));
    return Math.max(sorted[0], far);
  }
}
