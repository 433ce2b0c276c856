package advect.plot.chart;

import advect.plot.data.Grid;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A grid as a seamless image under the axes' numbers, one colour per pixel of the device.
 *
 * <p>Numbers are interpolated, not colours, so the colours stay on the scale.
 */
public final class HeatDrawing implements Drawing {
  private final Grid shown;
  private final ColorScale scale;

  /** The numbers of a grid in the colours of a scale. */
  public HeatDrawing(Grid shown, ColorScale scale) {
    this.shown = shown.map(scale::clip);
    this.scale = scale;
  }

  @Override
  public void paint(Graphics2D g, Frame frame) {
    Rectangle2D at = frame.plot();
    double zoom = Math.max(1, g.getTransform().getScaleX());
    int width = Math.max(1, (int) Math.round(at.getWidth() * zoom));
    int height = Math.max(1, (int) Math.round(at.getHeight() * zoom));
    AffineTransform place = AffineTransform.getTranslateInstance(at.getX(), at.getY());
    place.scale(at.getWidth() / width, at.getHeight() / height);
    g.drawImage(image(width, height), place, null);
  }

  private BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    for (int row = 0; row < height; row++) {
      double v = 1 - (row + 0.5) / height;
      for (int col = 0; col < width; col++) {
        line[col] = scale.rgb(shown.interpolate((col + 0.5) / width, v));
      }
      image.getRaster().setDataElements(0, row, width, 1, line);
    }
    return image;
  }
}
