package advect.plot.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.ejml.data.DMatrixRMaj;

/** Points as small translucent discs: the more there are, the smaller and fainter. */
public record CloudDrawing(DMatrixRMaj points, Color color) implements Drawing {
  @Override
  public void paint(Graphics2D g, Frame frame) {
    double crowd = Math.max(1, points.numRows / 300.0);
    double radius = Math.max(0.85, 2.4 * Math.pow(crowd, -0.24));
    double alpha = Math.max(0.22, 0.7 * Math.pow(crowd, -0.25));
    g.setColor(
        new Color(
            color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * alpha)));
    for (int i = 0; i < points.numRows; i++) {
      double x = frame.px(points.get(i, 0));
      double y = frame.py(points.get(i, 1));
      if (!frame.plot().contains(x, y)) continue;
      g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
  }
}
