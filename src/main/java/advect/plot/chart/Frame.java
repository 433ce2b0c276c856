package advect.plot.chart;

import advect.plot.data.Box;
import java.awt.geom.Rectangle2D;

/**
 * Where a chart's plot area lies and how data map to it.
 *
 * @param plot the plot area in the chart's own coordinates, y downwards
 * @param box the data it shows
 */
public record Frame(Rectangle2D plot, Box box) {
  /** The horizontal position of a data value. */
  public double px(double x) {
    return plot.getX() + (x - box.x().lo()) / box.x().span() * plot.getWidth();
  }

  /** The vertical position of a data value. */
  public double py(double y) {
    return plot.getMaxY() - (y - box.y().lo()) / box.y().span() * plot.getHeight();
  }
}
