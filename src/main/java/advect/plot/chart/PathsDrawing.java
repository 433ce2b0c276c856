package advect.plot.chart;

import advect.plot.data.Paths;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;

/** Trajectories as thin lines coloured by time; a ring where each starts, a disc where it ends. */
public record PathsDrawing(Paths paths, ColorScale times) implements Drawing {
  private static final double START = 2.2;
  private static final double END = 2.6;

  @Override
  public void paint(Graphics2D g, Frame frame) {
    g.setStroke(new BasicStroke(0.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int k = 0; k + 1 < paths.length(); k++) {
      g.setColor(new Color(times.rgb((paths.time(k) + paths.time(k + 1)) / 2)));
      for (int i = 0; i < paths.count(); i++) g.draw(segment(frame, i, k));
    }
    for (int i = 0; i < paths.count(); i++) ends(g, frame, i);
  }

  private Line2D segment(Frame frame, int path, int k) {
    return new Line2D.Double(
        frame.px(paths.at(path, k, 0)),
        frame.py(paths.at(path, k, 1)),
        frame.px(paths.at(path, k + 1, 0)),
        frame.py(paths.at(path, k + 1, 1)));
  }

  private void ends(Graphics2D g, Frame frame, int path) {
    int last = paths.length() - 1;
    g.setStroke(new BasicStroke(1));
    Ellipse2D start = disc(frame, path, 0, START);
    g.setColor(Look.PAPER);
    g.fill(start);
    g.setColor(new Color(times.rgb(paths.time(0))));
    g.draw(start);
    Ellipse2D end = disc(frame, path, last, END);
    g.setColor(new Color(times.rgb(paths.time(last))));
    g.fill(end);
    g.setColor(Look.PAPER);
    g.setStroke(new BasicStroke(0.7f));
    g.draw(end);
  }

  private Ellipse2D disc(Frame frame, int path, int k, double radius) {
    double x = frame.px(paths.at(path, k, 0));
    double y = frame.py(paths.at(path, k, 1));
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
