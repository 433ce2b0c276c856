package advect.plot.chart;

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
public final class FittedChart {
  private static final int LAYOUTS = 4;

  private final XYChart chart;
  private final Overlay border;
  private final Size size;
  private int width;
  private int height;

  private FittedChart(XYChart chart, Overlay border, Size size) {
    this.chart = chart;
    this.border = border;
    this.size = size;
  }

  /** Fits the chart to the size of its plot area and lays the drawings over it, under a border. */
  public static FittedChart of(XYChart chart, Axis x, Axis y, Size plot, Drawing... drawings) {
    Overlay border = new Overlay(x, y, FittedChart::border, false);
    chart.addAnnotation(border);
    space(chart, x, y, plot);
    FittedChart panel = new FittedChart(chart, border, plot);
    panel.fit();
    for (Drawing drawing : drawings) chart.addAnnotation(new Overlay(x, y, drawing, true));
    if (drawings.length > 0) chart.addAnnotation(new Overlay(x, y, FittedChart::border, false));
    return panel;
  }

  /** Makes XChart arrive at the steps of the axes: it derives its own from this hint. */
  private static void space(XYChart chart, Axis x, Axis y, Size plot) {
    int across = (int) Math.max(1, Math.round(x.spacing(plot.width())));
    int up = (int) Math.max(1, Math.round(y.spacing(plot.height())));
    chart.getStyler().setXAxisTickMarkSpacingHint(Math.min(across, (int) plot.width()));
    chart.getStyler().setYAxisTickMarkSpacingHint(Math.min(up, (int) plot.height()));
  }

  private void fit() {
    width = (int) size.width() + 80;
    height = (int) size.height() + 80;
    Graphics2D scratch = Surface.prepare(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), 2);
    chart.paint(scratch, width, height);
    for (int k = 0; k < LAYOUTS && grow(); k++) chart.paint(scratch, width, height);
    scratch.dispose();
  }

  /** Whether anything was missing. */
  private boolean grow() {
    Rectangle2D now = border.frame().plot();
    int across = (int) Math.round(size.width() - now.getWidth());
    int up = (int) Math.round(size.height() - now.getHeight());
    width += across;
    height += up;
    return across != 0 || up != 0;
  }

  private static void border(Graphics2D g, Frame frame) {
    g.setColor(Look.BORDER);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(frame.plot());
  }

  /** Moves the titles of both axes away from the plot area. */
  public void moveTitles(double points) {
    var style = chart.getStyler();
    style.setAxisTitlePadding(style.getAxisTitlePadding() + (int) Math.round(points));
    fit();
  }

  /** The size of the plot area. */
  public Size size() {
    return size;
  }

  /** Space the panel needs left of, above, right of and below its plot area. */
  public Insets insets() {
    Rectangle2D p = border.frame().plot();
    return new Insets(p.getX(), p.getY(), width - p.getMaxX(), height - p.getMaxY());
  }

  /**
   * Paints the panel so that the upper left corner of its plot area lies at (x, y).
   *
   * <p>Charts have whole sizes, so the plot area is up to half a point off; a stretch by that much
   * puts it right.
   */
  void paint(Graphics2D g, double x, double y) {
    Rectangle2D p = border.frame().plot();
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.scale(size.width() / p.getWidth(), size.height() / p.getHeight());
    g.translate(-p.getX(), -p.getY());
    chart.paint(g, width, height);
    g.setTransform(before);
  }

  /** A width and a height. */
  public record Size(double width, double height) {}

  /** Space around a plot area. */
  public record Insets(double left, double top, double right, double bottom) {}
}
