package advect.plot.chart;

import advect.plot.file.PictureFile;
import advect.plot.file.PngFile;
import advect.plot.file.SvgFile;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished picture: panels lined up by their plot areas on white paper.
 *
 * <p>Files appear whole or not at all: a picture is written beside its place and then renamed.
 */
public final class Figure {
  private static final int NOTE_HEIGHT = 22;

  private final List<PlacedChart> panels;
  private final String note;
  private final int width;
  private final int height;

  Figure(List<PlacedChart> panels, int width, int height) {
    this(panels, "", width, height);
  }

  private Figure(List<PlacedChart> panels, String note, int width, int height) {
    this.panels = List.copyOf(panels);
    this.note = note;
    this.width = width;
    this.height = height;
  }

  /** A panel and where the upper left corner of its plot area goes. */
  record PlacedChart(FittedChart panel, double x, double y) {}

  /** The same picture under a line of text, which begins above the first plot area. */
  public Figure withNote(String text) {
    List<PlacedChart> lower =
        panels.stream().map(p -> new PlacedChart(p.panel(), p.x(), p.y() + NOTE_HEIGHT)).toList();
    return new Figure(lower, text, width, height + NOTE_HEIGHT);
  }

  /** The width in points. */
  public int width() {
    return width;
  }

  /** The height in points. */
  public int height() {
    return height;
  }

  /** The plot areas in points from the upper left corner, y downwards, in order of the panels. */
  public List<Rectangle2D> plots() {
    return panels.stream().map(Figure::plot).toList();
  }

  private static Rectangle2D plot(PlacedChart placed) {
    FittedChart.Size size = placed.panel().size();
    return new Rectangle2D.Double(placed.x(), placed.y(), size.width(), size.height());
  }

  /** Paints the picture, one unit of the graphics a point. */
  public void paint(Graphics2D g) {
    g.setColor(Look.PAPER);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    for (PlacedChart p : panels) p.panel().paint(g, p.x(), p.y());
    if (!note.isEmpty()) Label.paint(g, note, Look.INK, panels.get(0).x(), NOTE_HEIGHT, 0);
  }

  /** The picture as an image of {@code scale} pixels a point. */
  public BufferedImage image(double scale) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(width * scale),
            (int) Math.round(height * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = Surface.prepare(image, scale);
    g.setColor(Look.PAPER); // to the last pixel, of which the figure may cover a part
    g.fill(new Rectangle2D.Double(0, 0, width + 1, height + 1));
    paint(g);
    g.dispose();
    return image;
  }

  /** Pixels per point of {@link #writePng(Path)}. */
  public double pngScale() {
    return PngFile.scale(width);
  }

  /**
   * Writes the picture as PNG, {@link #pngScale} pixels a point, in at most 256 colours that look
   * like all of its own; a file that shows the same is left as it is.
   *
   * @throws IOException naming the file, if it cannot be written
   */
  public void writePng(Path file) throws IOException {
    PngFile.write(file, image(pngScale()));
  }

  /** Writes the picture as PNG to a stream, which stays open. */
  public void writePng(OutputStream out) throws IOException {
    PngFile.write(out, image(pngScale()));
  }

  /**
   * Writes the picture as SVG: text as outlines, density maps as embedded images.
   *
   * @throws IOException naming the file, if it cannot be written
   */
  public void writeSvg(Path file) throws IOException {
    PictureFile.write(file, this::writeSvg);
  }

  /** Writes the picture as SVG to a stream, which stays open. */
  public void writeSvg(OutputStream out) throws IOException {
    VectorGraphics2D g = new VectorGraphics2D();
    paint(g);
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    new SVGProcessor().getDocument(g.getCommands(), new PageSize(0, 0, width, height)).writeTo(svg);
    out.write(SvgFile.light(svg.toByteArray()));
  }
}
