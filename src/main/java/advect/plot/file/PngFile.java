package advect.plot.file;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;

/** PNG of at most 256 colours that looks like an image of any number; see {@link FewColors}. */
public final class PngFile {
  /** Pixels per point: letters are sharp, and a picture is as wide as a page shows it, or wider. */
  private static final double SHARP = 4.0 / 3;

  /** Pixels per point of the widest: letters can be read. */
  private static final double LEGIBLE = 1;

  /** Pixels across that are enough: a page is rarely wider. */
  private static final double PAGE = 1600;

  private PngFile() {}

  /** Pixels per point of a picture so many points wide: 4/3, but fewer where it is wide. */
  public static double scale(double width) {
    return Math.min(SHARP, Math.max(LEGIBLE, PAGE / width));
  }

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

  /**
   * Gives {@code now} the bytes of {@code before}, where both are PNG of at most 256 colours with
   * the same pixels.
   *
   * @throws IOException if {@code now} cannot be written
   */
  public static void keep(Path before, Path now) throws IOException {
    Optional<BufferedImage> shown = indexed(now);
    if (shown.isPresent() && indexed(before).filter(b -> same(b, shown.get())).isPresent()) {
      Files.copy(before, now, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean same(BufferedImage one, BufferedImage other) {
    return one.getWidth() == other.getWidth()
        && one.getHeight() == other.getHeight()
        && Arrays.equals(pixels(one), pixels(other));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static boolean shows(Path file, IndexedImage few) {
    return indexed(file).filter(few::shows).isPresent();
  }

  /** What a file shows, if it is an image of at most 256 colours; a broken one shows nothing. */
  private static Optional<BufferedImage> indexed(Path file) {
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile()))
          .filter(image -> image.getColorModel() instanceof IndexColorModel);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
