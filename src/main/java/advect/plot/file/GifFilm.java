package advect.plot.file;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an endless GIF frame by frame.
 *
 * <p>XChart's own encoder chooses colours anew for each frame, by a neural net: measured on a film
 * of a density, lightness is off by up to 0.22 of its range (0.009 here) and peaks get white cores,
 * for files of the same size. The JDK's writer takes the palette it is given; pixels that stay as
 * they were are written as transparent, which keeps the file small.
 *
 * <p>Reference: GIF89a (graphic control extension; NETSCAPE2.0 application extension for the loop).
 */
public final class GifFilm implements AutoCloseable {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private final ImageWriter writer;
  private final ImageOutputStream stream;
  private final Palette palette;
  private int @Nullable [] shown;

  /** Begins a film on a stream, which stays open. */
  public GifFilm(OutputStream out, Palette palette) throws IOException {
    this.palette = palette;
    ImageIO.setUseCache(false);
    writer = ImageIO.getImageWritersByFormatName("gif").next();
    stream = ImageIO.createImageOutputStream(out);
    writer.setOutput(stream);
    writer.prepareWriteSequence(null);
  }

  /** Shows a frame, as large as the first, for so long. */
  public void add(BufferedImage frame, int milliseconds) throws IOException {
    BufferedImage indexed = changes(frame);
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            new ImageTypeSpecifier(indexed), writer.getDefaultWriteParam());
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    control(child(root, "GraphicControlExtension"), milliseconds);
    if (shown == null) loopForEver(child(root, "ApplicationExtensions"));
    metadata.setFromTree(FORMAT, root);
    writer.writeToSequence(new IIOImage(indexed, null, metadata), writer.getDefaultWriteParam());
    shown = numbers(frame);
  }

  private BufferedImage changes(BufferedImage frame) {
    int[] numbers = numbers(frame);
    for (int k = 0; shown != null && k < numbers.length; k++) {
      if (numbers[k] == shown[k]) numbers[k] = Palette.TRANSPARENT;
    }
    BufferedImage indexed = palette.image(frame.getWidth(), frame.getHeight());
    WritableRaster raster = indexed.getRaster();
    raster.setSamples(0, 0, frame.getWidth(), frame.getHeight(), 0, numbers);
    return indexed;
  }

  private int[] numbers(BufferedImage frame) {
    int[] pixels =
        frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), null, 0, frame.getWidth());
    for (int k = 0; k < pixels.length; k++) pixels[k] = palette.index(pixels[k]);
    return pixels;
  }

  private static void control(IIOMetadataNode node, int milliseconds) {
    node.setAttribute("disposalMethod", "doNotDispose");
    node.setAttribute("userInputFlag", "FALSE");
    node.setAttribute("transparentColorFlag", "TRUE");
    node.setAttribute("transparentColorIndex", Integer.toString(Palette.TRANSPARENT));
    node.setAttribute("delayTime", Integer.toString(milliseconds / 10));
  }

  private static void loopForEver(IIOMetadataNode extensions) {
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(new byte[] {1, 0, 0});
    extensions.appendChild(loop);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    var found = root.getElementsByTagName(name);
    if (found.getLength() > 0) return (IIOMetadataNode) found.item(0);
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }

  @Override
  public void close() throws IOException {
    writer.endWriteSequence();
    stream.close();
    writer.dispose();
  }
}
