package advect.plot.chart;

import advect.plot.data.Arrows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * A vector field as slender arrows centred on their points.
 *
 * <p>Length grows with the root of the speed, so that slow regions still show their direction, and
 * stays below the distance of neighbours: the 95 % quantile of the speeds gets the full length.
 */
public record ArrowDrawing(Arrows arrows) implements Drawing {
  private static final Color COLOR = new Color(0x33, 0x41, 0x55, 165);
  private static final double FULL = 0.92;

  @Override
  public void paint(Graphics2D g, Frame frame) {
    int n = arrows.at().numRows;
    if (n == 0) return;
    double room = Math.sqrt(frame.plot().getWidth() * frame.plot().getHeight() / n);
    double[] speeds = new double[n];
    for (int i = 0; i < n; i++) speeds[i] = Math.hypot(across(frame, i), up(frame, i));
    double fast = quantile(speeds, 0.95);
    g.setColor(COLOR);
    for (int i = 0; i < n; i++) {
      if (!(speeds[i] > 0) || Double.isInfinite(speeds[i])) continue;
      double length = FULL * room * Math.sqrt(Math.min(speeds[i] / fast, 1));
      double c = across(frame, i) / speeds[i];
      double s = up(frame, i) / speeds[i];
      g.fill(
          arrow(frame.px(arrows.at().get(i, 0)), frame.py(arrows.at().get(i, 1)), c, -s, length));
    }
  }

  /** Velocities in pixels, so that arrows run along trajectories even where units differ. */
  private double across(Frame frame, int i) {
    return arrows.velocity().get(i, 0) / frame.box().x().span() * frame.plot().getWidth();
  }

  private double up(Frame frame, int i) {
    return arrows.velocity().get(i, 1) / frame.box().y().span() * frame.plot().getHeight();
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) return 1;
    double q = sorted[(int) (share * (sorted.length - 1))];
    return q > 0 ? q : Math.max(sorted[sorted.length - 1], Double.MIN_NORMAL);
  }

  /** A shaft that widens towards a head, along the unit vector (c, s) about the centre (x, y). */
  private static Path2D arrow(double x, double y, double c, double s, double length) {
    double head = Math.min(5.5, 0.45 * length);
    double neck = length / 2 - head;
    double[][] outline = {
      {-length / 2, 0.25},
      {neck, 0.5},
      {neck - 0.15 * head, 0.42 * head},
      {length / 2, 0},
      {neck - 0.15 * head, -0.42 * head},
      {neck, -0.5},
      {-length / 2, -0.25}
    };
    Path2D path = new Path2D.Double();
    for (int k = 0; k < outline.length; k++) {
      double px = x + c * outline[k][0] - s * outline[k][1];
      double py = y + s * outline[k][0] + c * outline[k][1];
      if (k == 0) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
    path.closePath();
    return path;
  }
}
