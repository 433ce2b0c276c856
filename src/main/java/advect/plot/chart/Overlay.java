package advect.plot.chart;

import advect.plot.data.Box;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Lets XChart paint a drawing, clipped to the plot area, after its own axes and curves. */
final class Overlay extends Annotation {
  private final Axis x;
  private final Axis y;
  private final Drawing drawing;
  private final boolean clipped;

  Overlay(Axis x, Axis y, Drawing drawing, boolean clipped) {
    super(false);
    this.x = x;
    this.y = y;
    this.drawing = drawing;
    this.clipped = clipped;
  }

  @Override
  public void paint(Graphics2D g) {
    Frame frame = frame();
    bounds = frame.plot();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    var clip = g.getClip();
    if (clipped) g.clip(frame.plot());
    drawing.paint(g, frame);
    g.setClip(clip);
  }

  /** Asks the chart where its axes put their ends. */
  Frame frame() {
    double left = chart.getScreenXFromChart(x.count(x.range().lo()));
    double right = chart.getScreenXFromChart(x.count(x.range().hi()));
    double top = chart.getScreenYFromChart(y.count(y.range().hi()));
    double bottom = chart.getScreenYFromChart(y.count(y.range().lo()));
    return new Frame(
        new Rectangle2D.Double(left, top, right - left, bottom - top),
        new Box(x.range(), y.range()));
  }
}
