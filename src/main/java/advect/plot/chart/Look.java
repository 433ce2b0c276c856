package advect.plot.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** Colours, sizes and manners that all pictures share. Sizes are in points of the 1x picture. */
public final class Look {
  /** For text. */
  public static final Color INK = new Color(0x22262B);

  /** For numbers and what curves are compared with. */
  public static final Color QUIET = new Color(0x6B7280);

  static final Color HAIRLINE = new Color(0xE6E8EB);
  static final Color BORDER = new Color(0xB4BAC2);
  static final Color PAPER = Color.WHITE;
  static final Color CLEAR = new Color(255, 255, 255, 0);

  /** Told apart with every common colour blindness, after Okabe and Ito (2008). */
  public static final Color BLUE = new Color(0x0072B2);

  /** See {@link #BLUE}. */
  public static final Color ORANGE = new Color(0xD55E00);

  /** See {@link #BLUE}. */
  public static final Color GREEN = new Color(0x009E73);

  /** See {@link #BLUE}. */
  public static final Color PURPLE = new Color(0xCC79A7);

  /** See {@link #BLUE}. */
  public static final Color YELLOW = new Color(0xE69F00);

  static final double TITLE = 14;

  /** The size of axes' names. */
  public static final double NAME = 12;

  static final double NUMBER = 11;

  /** The room around a chart. */
  public static final int MARGIN = 16;

  private Look() {}

  /** The same colour, two thirds of the way to paper. */
  public static Color pale(Color color) {
    return new Color(
        (color.getRed() + 2 * 255) / 3,
        (color.getGreen() + 2 * 255) / 3,
        (color.getBlue() + 2 * 255) / 3);
  }

  /**
   * A chart in this look, with the axes' numbering; its size is set by {@link FittedChart}. Every
   * picture has one, and touches nothing else of XChart before.
   *
   * @throws IllegalStateException if XChart is missing
   */
  public static XYChart chart(String title, Axis x, Axis y) {
    requireXChart();
    var face = Typeface.at(NUMBER); // readies AWT before XChart touches it
    XYChart chart = new XYChart(400, 400);
    chart.setTitle(title);
    XYStyler style = chart.getStyler();
    style.setAxisTickLabelsFont(face);
    style.setAxisTitleFont(Typeface.at(NAME));
    style.setChartTitleFont(Typeface.at(TITLE));
    style.setLegendFont(Typeface.at(NAME));
    style.setBaseFont(face);
    colours(style);
    spaces(style);
    number(style, x, y);
    return chart;
  }

  private static void requireXChart() {
    try {
      Class.forName("org.knowm.xchart.XYChart", false, Look.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "drawing needs org.knowm.xchart:xchart on the class path; add the dependency", e);
    }
  }

  private static void colours(XYStyler style) {
    style.setChartBackgroundColor(CLEAR);
    style.setChartFontColor(INK);
    style.setPlotBackgroundColor(PAPER);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(HAIRLINE);
    style.setPlotGridLinesStroke(new BasicStroke(0.8f));
    style.setAxisTickMarksColor(BORDER);
    style.setXAxisTickMarksColor(BORDER);
    style.setYAxisTickMarksColor(BORDER);
    style.setAxisTickMarksStroke(new BasicStroke(0.8f));
    style.setAxisTickLabelsColor(QUIET);
    style.setXAxisTickLabelsColor(QUIET);
    style.setYAxisTickLabelsColor(QUIET);
    style.setXAxisTitleColor(INK);
    style.setYAxisTitleColor(INK);
    style.setLegendBackgroundColor(CLEAR);
    style.setLegendBorderColor(CLEAR);
  }

  private static void spaces(XYStyler style) {
    style.setChartPadding(MARGIN);
    style.setChartTitleBoxVisible(false);
    style.setChartTitlePadding(8);
    style.setPlotContentSize(1);
    style.setPlotMargin(0);
    style.setAxisTickMarkLength(4);
    style.setAxisTickPadding(4);
    style.setAxisTitlePadding(8);
    style.setAxisTicksLineVisible(false);
    style.setLegendVisible(false);
    style.setLegendPosition(LegendPosition.InsideNE);
    style.setLegendSeriesLineLength(22);
    style.setLegendPadding(8);
  }

  private static void number(XYStyler style, Axis x, Axis y) {
    style.setXAxisMin(x.chartMin());
    style.setXAxisMax(x.chartMax());
    style.setYAxisMin(y.chartMin());
    style.setYAxisMax(y.chartMax());
    style.setxAxisTickLabelsFormattingFunction(x::label);
    style.setyAxisTickLabelsFormattingFunction(y::label);
    style.setYAxisLabelAlignment(TextAlignment.Right);
  }
}
