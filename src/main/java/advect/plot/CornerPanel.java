package advect.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.knowm.xchart.XYChart;

/**
 * A small panel of a {@link CornerFigure}: numbers only at the left and the bottom, and none that
 * would touch those of a neighbour.
 *
 * @param side the side of its plot area, in points
 * @param row its row from the top
 * @param column its column from the left
 * @param last the last row
 */
record CornerPanel(double side, int row, int column, int last) {
  private static final double TICKS = 5;
  private static final double NUMBER = 9;
  private static final double LABEL_SPACING = 34;
  private static final double KEPT_FREE_ACROSS = 10;
  private static final double KEPT_FREE_UP = 3;

  /** A chart of this place, with the row's name at the left and the column's at the bottom. */
  XYChart chart(Axis x, Axis y, String xName, String yName) {
    XYChart chart = Look.chart("", x, y);
    var style = chart.getStyler();
    boolean left = column == 0;
    style.setAxisTickLabelsFont(Typeface.at(NUMBER));
    style.setXAxisTicksVisible(row == last);
    style.setYAxisTicksVisible(left && row > 0);
    style.setxAxisTickLabelsFormattingFunction(v -> label(x, v, KEPT_FREE_ACROSS));
    style.setyAxisTickLabelsFormattingFunction(v -> label(y, v, KEPT_FREE_UP));
    if (row == last) chart.setXAxisTitle(title(x, xName));
    if (left) chart.setYAxisTitle(row == 0 ? fitted(yName, side) : title(y, yName));
    return chart;
  }

  static Axis axis(Range range) {
    return Axis.of(range, TICKS);
  }

  /** The number at a tick; none (a blank) near the ends, and none at every other tick if close. */
  private String label(Axis axis, double count, double keptFree) {
    Range range = axis.range();
    double lo = axis.count(range.lo());
    double at = (count - lo) / (axis.count(range.hi()) - lo) * side;
    boolean close = axis.spacing(side) < LABEL_SPACING;
    boolean odd = Math.abs(Math.round(count / axis.count(axis.step()))) % 2 == 1;
    boolean hidden = at < keptFree || at > side - keptFree || (close && odd);
    return hidden ? " " : axis.label(count);
  }

  private String title(Axis axis, String name) {
    double unit = axis.exponent() == 0 ? 0 : width(axis.title(" "));
    return axis.title(fitted(name, side - unit));
  }

  /** The name, cut where it would run into the neighbour's. */
  private static String fitted(String name, double room) {
    if (width(name) <= room) return name;
    int kept = name.length();
    while (kept > 1 && width(name.substring(0, kept) + "\u2026") > room) kept--;
    return name.substring(0, kept) + "\u2026";
  }

  private static double width(String text) {
    Font font = Typeface.at(Look.NAME);
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }
}
