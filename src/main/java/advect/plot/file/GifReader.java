package advect.plot.file;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Element;

/** Reads a film whose frames are drawn over each other, as those of this package are. */
final class GifReader {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private GifReader() {}

  static List<Film.FilmPicture> frames(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try {
      reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
      int count = reader.getNumImages(true);
      List<Film.FilmPicture> frames = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        BufferedImage change = reader.read(k);
        BufferedImage whole = k == 0 ? blank(change) : copy(frames.get(k - 1).image());
        Graphics2D g = whole.createGraphics();
        g.drawImage(change, 0, 0, null);
        g.dispose();
        frames.add(new Film.FilmPicture(whole, milliseconds(reader, k)));
      }
      return frames;
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage blank(BufferedImage first) {
    return new BufferedImage(first.getWidth(), first.getHeight(), BufferedImage.TYPE_INT_RGB);
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy = blank(image);
    copy.setData(image.getRaster());
    return copy;
  }

  private static int milliseconds(ImageReader reader, int frame) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree(FORMAT);
    Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
    return control == null ? 0 : 10 * Integer.parseInt(control.getAttribute("delayTime"));
  }
}
