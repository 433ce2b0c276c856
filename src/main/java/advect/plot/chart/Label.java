package advect.plot.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;

/** Text as filled outlines, so that it looks the same in pixels and in SVG. */
public final class Label {
  private static final Color HALO = new Color(255, 255, 255, 215);

  private Label() {}

  /**
   * Paints text on a baseline, what lies under it fading; {@code anchor} is the share of its width
   * left of x.
   */
  public static void paint(
      Graphics2D g, String text, Color color, double x, double y, double anchor) {
    TextLayout layout =
        new TextLayout(text, Typeface.at(Look.NUMBER), new FontRenderContext(null, true, true));
    double left = x - anchor * layout.getAdvance();
    g.setColor(HALO);
    g.fill(
        new RoundRectangle2D.Double(
            left - 3,
            y - layout.getAscent(),
            layout.getAdvance() + 6,
            layout.getAscent() + 4,
            4,
            4));
    g.setColor(color);
    g.fill(layout.getOutline(AffineTransform.getTranslateInstance(left, y)));
  }
}
