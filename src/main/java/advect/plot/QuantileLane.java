package advect.plot;

import advect.plot.chart.Drawing;
import advect.plot.chart.Frame;
import advect.plot.chart.Label;
import advect.plot.chart.Lines;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.Locale;

/**
 * A lane over a histogram with dots at 0.1 %, 1 %, 5 % and 50 % of its values; numbers that would
 * touch are left out, the rarest first kept.
 */
final class QuantileLane implements Drawing {
  private static final double[] SHARES = {0.001, 0.01, 0.05, 0.5};
  private static final String[] NAMES = {"0.1 %", "1 %", "5 %", "50 %"};
  private static final double ROOM = 36;

  private final double[] quantiles;
  private final Color color;
  private final double below;

  /** The lane of some values, its line so many points below the top of the plot. */
  QuantileLane(double[] values, Color color, double below) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    this.quantiles = Arrays.stream(SHARES).map(share -> quantile(sorted, share)).toArray();
    this.color = color;
    this.below = below;
  }

  /** Of sorted values, the least that at least a share of them do not exceed; NaN of none. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) return Double.NaN;
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  @Override
  public void paint(Graphics2D g, Frame frame) {
    double y = frame.plot().getY() + below;
    g.setStroke(Lines.solid(1));
    g.setColor(color);
    double first = Math.max(frame.px(quantiles[0]), frame.plot().getX());
    double end = frame.px(quantiles[quantiles.length - 1]);
    if (first < end) g.draw(new Line2D.Double(first, y, end, y));
    double taken = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < quantiles.length; k++) {
      double left = frame.plot().getX() + 8;
      boolean outside = frame.px(quantiles[k]) < left;
      double x = outside ? left : frame.px(quantiles[k]);
      if (!frame.plot().contains(x, y)) continue;
      g.setColor(color);
      g.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5));
      if (x < taken + ROOM) continue;
      Label.paint(g, outside ? far(k) : NAMES[k], color, x, y - 6, outside ? 0 : 0.5);
      taken = outside ? x + 2 * ROOM : x;
    }
  }

  /** What is written where the plot does not reach. */
  private String far(int k) {
    return String.format(Locale.ROOT, "%s at %.4g", NAMES[k], quantiles[k]).replace('-', '\u2212');
  }
}
