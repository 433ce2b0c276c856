package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.Look;
import advect.plot.chart.Typeface;
import advect.plot.data.Range;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.knowm.xchart.XYChart;

/**
 * A small panel of a {@link CornerFigure}: numbers only at the left and the bottom.
 *
 * @param side the side of its plot area, in points
 * @param row its row from the top
 * @param column its column from the left
 * @param last the last row
 */
record CornerPanel(double side, int row, int column, int last) {
  private static final double TICKS = 5;
  private static final double NUMBER = 9;
  private static final double SMALL = 110;

  /** On shorter sides numbers stand upright, as names do anywhere, and so never touch. */
  private static final double ROOMY = 160;

  /** A chart of this place, with the row's name at the left and the column's at the bottom. */
  XYChart chart(Axis x, Axis y, String xName, String yName) {
    XYChart chart = Look.chart("", x, y);
    var style = chart.getStyler();
    boolean left = column == 0;
    style.setAxisTickLabelsFont(Typeface.at(NUMBER));
    style.setAxisTitleFont(Typeface.at(nameSize()));
    style.setXAxisTicksVisible(row == last);
    style.setYAxisTicksVisible(left && row > 0);
    if (side < ROOMY || !x.levels().isEmpty()) style.setXAxisLabelRotation(90);
    if (row == last) chart.setXAxisTitle(title(x, xName));
    if (left) chart.setYAxisTitle(row == 0 ? fitted(yName, side) : title(y, yName));
    return chart;
  }

  private double nameSize() {
    return side < SMALL ? 10 : Look.NAME;
  }

  static Axis axis(Range range) {
    return Axis.of(range, TICKS);
  }

  private String title(Axis axis, String name) {
    double unit = axis.exponent() == 0 ? 0 : width(axis.title(" "));
    return axis.title(fitted(name, side - unit));
  }

  /** The name, cut where it would run into the neighbour's. */
  private String fitted(String name, double room) {
    if (width(name) <= room) return name;
    int kept = name.length();
    while (kept > 1 && width(name.substring(0, kept) + "\u2026") > room) kept--;
    return name.substring(0, kept) + "\u2026";
  }

  private double width(String text) {
    Font font = Typeface.at(nameSize());
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }
}
