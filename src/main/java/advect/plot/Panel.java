package advect.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;

/**
 * A chart whose plot area has a wanted size.
 *
 * <p>XChart takes the size of the whole and gives the plot what labels leave over. Here it is the
 * other way round: the chart is laid out, the plot area measured, and the chart grown by what is
 * missing, until it fits. Only then can one unit be made as long in x as in y, and panels be lined
 * up by their plots.
 */
final class Panel {
  private static final int LAYOUTS = 4;

  private final XYChart chart;
  private final Overlay border;
  private int width;
  private int height;

  private Panel(XYChart chart, Overlay border) {
    this.chart = chart;
    this.border = border;
  }

  /** Adds the layers to the chart and fits it to the size of its plot area. */
  static Panel of(XYChart chart, Axis x, Axis y, Size plot, Layer... layers) {
    for (Layer layer : layers) chart.addAnnotation(new Overlay(x, y, layer, true));
    Overlay border = new Overlay(x, y, Panel::border, false);
    chart.addAnnotation(border);
    space(chart, x, y, plot);
    Panel panel = new Panel(chart, border);
    panel.fit(plot);
    return panel;
  }

  /** Adds something that may reach out of the plot area, without changing the fit. */
  Panel with(Axis x, Axis y, Layer unclipped) {
    chart.addAnnotation(new Overlay(x, y, unclipped, false));
    return this;
  }

  /** Makes XChart arrive at the steps of the axes: it derives its own from this hint. */
  private static void space(XYChart chart, Axis x, Axis y, Size plot) {
    int across = (int) Math.max(1, Math.round(x.spacing(plot.width())));
    int up = (int) Math.max(1, Math.round(y.spacing(plot.height())));
    chart.getStyler().setXAxisTickMarkSpacingHint(Math.min(across, (int) plot.width()));
    chart.getStyler().setYAxisTickMarkSpacingHint(Math.min(up, (int) plot.height()));
  }

  private void fit(Size plot) {
    width = (int) plot.width() + 80;
    height = (int) plot.height() + 80;
    Graphics2D scratch = Surface.prepare(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), 2);
    for (int k = 0; k < LAYOUTS; k++) {
      chart.paint(scratch, width, height);
      Rectangle2D now = border.frame().plot();
      width += (int) Math.round(plot.width() - now.getWidth());
      height += (int) Math.round(plot.height() - now.getHeight());
    }
    chart.paint(scratch, width, height);
    scratch.dispose();
  }

  private static void border(Graphics2D g, Frame frame) {
    g.setColor(Look.BORDER);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(frame.plot());
  }

  /** The plot area within the panel. */
  Rectangle2D plot() {
    return border.frame().plot();
  }

  /** Space the panel needs left of, above, right of and below its plot area. */
  Insets insets() {
    Rectangle2D p = plot();
    return new Insets(p.getX(), p.getY(), width - p.getMaxX(), height - p.getMaxY());
  }

  /** Paints the panel so that the upper left corner of its plot area lies at (x, y). */
  void paint(Graphics2D g, double x, double y) {
    Rectangle2D p = plot();
    AffineTransform before = g.getTransform();
    g.translate(x - p.getX(), y - p.getY());
    chart.paint(g, width, height);
    g.setTransform(before);
  }

  /** A width and a height. */
  record Size(double width, double height) {}

  /** Space around a plot area. */
  record Insets(double left, double top, double right, double bottom) {}
}
