package advect.plot.file;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** PNG of at most 256 colours that looks like an image of any number; see {@link FewColors}. */
public final class PngFile {
  private PngFile() {}

  /**
   * Replaces {@code file} by an image, unless it has the same pixels already: compression differs
   * between Java's versions, and a picture that did not change should not look changed.
   *
   * @throws IOException naming the file, if it cannot be written; it is then as it was
   */
  public static void write(Path file, BufferedImage image) throws IOException {
    IndexedImage few = FewColors.of(image);
    if (!shows(file, few)) PictureFile.write(file, out -> out.write(IndexedPng.bytes(few)));
  }

  /** Writes an image to a stream, which stays open. */
  public static void write(OutputStream out, BufferedImage image) throws IOException {
    out.write(IndexedPng.bytes(FewColors.of(image)));
  }

  private static boolean shows(Path file, IndexedImage few) {
    if (!Files.isRegularFile(file)) return false;
    try {
      BufferedImage there = ImageIO.read(file.toFile());
      return there != null && there.getColorModel().getPixelSize() <= 8 && few.shows(there);
    } catch (IOException e) {
      return false; // a broken picture is to be replaced
    }
  }
}
