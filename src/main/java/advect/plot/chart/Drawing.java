package advect.plot.chart;

import java.awt.Graphics2D;

/** Something painted over a chart's plot area, in the same coordinates as its axes. */
@FunctionalInterface
public interface Drawing {
  /** Paints; the drawing may leave the graphics' colour and stroke changed, nothing else. */
  void paint(Graphics2D g, Frame frame);
}
