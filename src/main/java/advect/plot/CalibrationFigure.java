package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.data.BarHeights;
import advect.plot.data.Coverage;
import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Whether a model's regions of highest density hold as many held-out rows as they should. */
public final class CalibrationFigure {
  private static final FittedChart.Size SIZE = new FittedChart.Size(320, 320);
  private static final Range UNIT = new Range(0, 1);
  private static final int POINTS = 400;
  private static final int MOST_BINS = 20;
  private static final int ROWS_A_BIN = 20;
  private static final Color BAND = new Color(0x22, 0x26, 0x2B, 36);

  private CalibrationFigure() {}

  /**
   * Left, the share of test rows in the region of each mass, on the diagonal if the model is right;
   * right, the histogram of the rows' levels, flat if it is. Grey is where 95 % of right models lie
   * at each point, chance of rows and samples both counted.
   */
  public static Figure of(Coverage coverage) {
    String chance =
        coverage.pValue() < 0.001
            ? "p < 0.001"
            : String.format(Locale.ROOT, "p = %.3f", coverage.pValue());
    String note =
        String.format(
            Locale.ROOT,
            "%,d test rows, %,d samples; largest deviation %.3f (%s if the model is right)",
            coverage.rows(),
            coverage.samples(),
            coverage.deviation(),
            chance);
    return Layout.of(List.of(shares(coverage), levels(coverage)), 2, null).withNote(note);
  }

  private static FittedChart shares(Coverage coverage) {
    Axis x = Axis.of(UNIT, 5);
    Axis y = Axis.of(UNIT, 5);
    XYChart chart =
        chart(x, y, "mass of the region of highest density", "share of test rows in it");
    Lines lines = new Lines(chart, x, y);
    double[] mass = masses();
    lines.dashed(Curve.of("right model", mass, mass), Look.QUIET, 1.1);
    Curve share = Curve.of("test rows", mass, Arrays.stream(mass).map(coverage::share).toArray());
    lines.add(share, Look.BLUE, Lines.solid(2));
    return FittedChart.of(chart, x, y, SIZE, band(coverage::band, 1));
  }

  private static FittedChart levels(Coverage coverage) {
    int bins = Math.min(MOST_BINS, Math.max(4, coverage.rows() / ROWS_A_BIN));
    double[] heights = BarHeights.density(coverage.levels(), UNIT, bins);
    Coverage.Band band = coverage.band(1.0 / bins);
    double top = Math.max(Range.covering(heights).hi(), bins * band.upper());
    Axis x = Axis.of(UNIT, 5);
    Axis y = Axis.of(new Range(0, 1.25 * top), 5);
    XYChart chart = chart(x, y, "level of a test row (1: the most unlikely)", "density of levels");
    Lines lines = new Lines(chart, x, y);
    lines.bars("test rows", UNIT, heights);
    lines.dashed(
        Curve.of("right model", new double[] {0, 1}, new double[] {1, 1}), Look.QUIET, 1.1);
    return FittedChart.of(chart, x, y, SIZE, band(mass -> band, bins));
  }

  private static XYChart chart(Axis x, Axis y, String xName, String yName) {
    XYChart chart = Look.chart("", x, y);
    chart.setXAxisTitle(xName);
    chart.setYAxisTitle(yName);
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    return chart;
  }

  private static double[] masses() {
    double[] masses = new double[POINTS + 1];
    for (int k = 0; k <= POINTS; k++) masses[k] = k / (double) POINTS;
    return masses;
  }

  /** The band as a translucent surface, its shares times a unit. */
  private static Drawing band(DoubleFunction<Coverage.Band> band, double unit) {
    return (g, frame) -> {
      double[] mass = masses();
      Path2D outline = new Path2D.Double();
      outline.moveTo(frame.px(0), frame.py(unit * band.apply(0).lower()));
      for (double m : mass) outline.lineTo(frame.px(m), frame.py(unit * band.apply(m).upper()));
      for (int k = POINTS; k >= 0; k--) {
        outline.lineTo(frame.px(mass[k]), frame.py(unit * band.apply(mass[k]).lower()));
      }
      outline.closePath();
      g.setColor(BAND);
      g.fill(outline);
    };
  }
}
