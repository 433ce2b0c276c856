package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Label;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Training and validation loss against iterations, with the entropy no model can beat. */
public final class LossFigure {
  /** The loss of likelihood training. */
  public static final String NLL = "negative log-likelihood (nats)";

  private static final FittedChart.Size SIZE = new FittedChart.Size(680, 320);

  /** As wide as the pen that draws each batch: more could not be told apart. */
  private static final double RAW_COLUMN = 0.8;

  /** Less than a smoothed curve bends in. */
  private static final double SMOOTH_COLUMN = 4;

  private static final int MOST_MARKED = 40;

  /** Share of the highest losses (the first iterations) that may leave the picture. */
  private static final double CUT = 0.03;

  private static final Color PALE_BLUE = new Color(0xBBD6E8);

  private LossFigure() {}

  /**
   * What the picture shows besides the curves.
   *
   * @param loss name of what the curves show, with its unit
   * @param entropy the entropy of the data's density in nats, where it is known
   * @param seconds what the training took, where it is to be told
   */
  public record Notes(String loss, OptionalDouble entropy, OptionalDouble seconds) {
    /** Nothing but the curves, of the NLL of points. */
    public static final Notes NONE = new Notes(NLL, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * The picture; PNG and SVG are both fit for it.
   *
   * @param train loss at each iteration; drawn as it is and smoothed over a fortieth of its points
   * @param validation the same on held-out data; may have no points
   */
  public static Figure of(Curve train, Curve validation, Notes notes) {
    Range iterations =
        Range.covering(
            Stream.of(new double[] {0}, train.x(), validation.x())
                .flatMapToDouble(Arrays::stream)
                .toArray());
    Axis x = Axis.of(iterations, 7);
    Axis y = Axis.of(losses(train, validation, notes.entropy()), 6);
    XYChart chart = Look.chart("", x, y);
    chart.setXAxisTitle(x.title(iterationName((int) iterations.hi(), notes.seconds())));
    chart.setYAxisTitle(y.title(notes.loss()));
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setMarkerSize(5);
    draw(new Lines(chart, x, y), train, validation);
    FittedChart panel = FittedChart.of(chart, x, y, SIZE, floor(notes.entropy()));
    return Layout.of(List.of(panel), 1, null);
  }

  private static void draw(Lines lines, Curve train, Curve validation) {
    if (train.size() > 0) {
      Curve raw =
          Curve.of("train, each batch", train.x(), train.y()).inColumns(columns(RAW_COLUMN));
      lines.add(raw, PALE_BLUE, Lines.solid(RAW_COLUMN));
      Curve smooth = train.smoothed(train.size() / 40).inColumns(columns(SMOOTH_COLUMN));
      lines.add(Curve.of("train, smoothed", smooth.x(), smooth.y()), Look.BLUE, Lines.solid(2));
    }
    if (validation.size() > 0) {
      var series =
          lines.add(
              Curve.of("validation", validation.x(), validation.y()),
              Look.ORANGE,
              Lines.solid(1.8));
      series.setMarkerColor(Look.ORANGE);
      if (validation.size() <= MOST_MARKED) series.setMarker(SeriesMarkers.CIRCLE);
    }
  }

  private static int columns(double width) {
    return (int) (SIZE.width() / width);
  }

  /** The dashed entropy line with its number under it, at the right. */
  private static Drawing floor(OptionalDouble entropy) {
    return (g, frame) -> {
      if (entropy.isEmpty()) return;
      double y = frame.py(entropy.getAsDouble());
      g.setColor(Look.INK);
      g.setStroke(Lines.dashed(1.1));
      g.draw(new Line2D.Double(frame.plot().getX(), y, frame.plot().getMaxX(), y));
      String text =
          String.format(Locale.ROOT, "entropy %.3f", entropy.getAsDouble()).replace('-', '\u2212');
      Label.paint(g, text, Look.INK, frame.plot().getMaxX() - 8, y + 14, 1);
    };
  }

  static String iterationName(int iterations, OptionalDouble seconds) {
    if (seconds.isEmpty()) return "iteration";
    double time = seconds.getAsDouble();
    // three digits, which %g would write with an exponent from 1,000 on
    String format = time < 100 ? "iteration  (%,d in %.3g s)" : "iteration  (%,d in %,.0f s)";
    return String.format(Locale.ROOT, format, iterations, time);
  }

  /** From under the entropy to above all but the first, steepest losses. */
  private static Range losses(Curve train, Curve validation, OptionalDouble entropy) {
    double[] sorted =
        DoubleStream.concat(Arrays.stream(train.y()), Arrays.stream(validation.y()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length == 0) return Range.covering(entropy.orElse(0)).padded(0.1);
    double top = sorted[(int) ((1 - CUT) * (sorted.length - 1))];
    Range shown = Range.covering(sorted[0], top, entropy.orElse(top));
    return new Range(shown.lo() - 0.12 * shown.span(), shown.hi() + 0.08 * shown.span());
  }
}
