package advect.plot.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes an endless GIF frame by frame.
 *
 * <p>XChart's own encoder chooses colours anew for each frame, by a neural net: measured on a film
 * of a density, lightness is off by up to 0.22 of its range and peaks get white cores. The JDK's
 * has no choice of pixels, which {@link Lzw} makes half the size of.
 *
 * <p>Reference: GIF89a; its application extension NETSCAPE2.0, for the loop.
 */
final class GifFilm {
  private static final int COLORS_OF_8_BITS = 0xf7;
  private static final int KEEP_AND_TRANSPARENT = 0x05;
  private static final int PIXEL_BITS = 8;

  private final Palette palette;
  private final int width;
  private final int height;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The number that each pixel of the frame before shows. */
  private byte[] shown = {};

  GifFilm(Palette palette, int width, int height) {
    this.palette = palette;
    this.width = width;
    this.height = height;
    text("GIF89a");
    number(width);
    number(height);
    bytes(COLORS_OF_8_BITS, 0, 0);
    for (int k = 0; k < Palette.SIZE; k++) {
      int rgb = palette.rgb(k);
      bytes(rgb >> 16, rgb >> 8, rgb);
    }
    bytes(0x21, 0xff, 11);
    text("NETSCAPE2.0");
    bytes(3, 1, 0, 0, 0);
  }

  /**
   * Adds a frame.
   *
   * @param tolerance how far a pixel may be off, where that makes the file smaller
   */
  void add(BufferedImage frame, int milliseconds, double tolerance) {
    bytes(0x21, 0xf9, 4, KEEP_AND_TRANSPARENT);
    number(milliseconds / 10);
    bytes(Palette.TRANSPARENT, 0);
    bytes(0x2c, 0, 0, 0, 0);
    number(width);
    number(height);
    bytes(0, PIXEL_BITS);
    byte[] chosen = Lzw.write(choices(frame, tolerance), new BitBlocks(out));
    for (int k = 0; k < shown.length; k++) {
      if ((chosen[k] & 0xff) == Palette.TRANSPARENT) chosen[k] = shown[k];
    }
    shown = chosen;
  }

  private PixelChoice[] choices(BufferedImage frame, double tolerance) {
    int[] pixels = frame.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, PixelChoice> fresh = new HashMap<>();
    Map<Long, PixelChoice> kept = new HashMap<>();
    PixelChoice[] choices = new PixelChoice[pixels.length];
    for (int k = 0; k < pixels.length; k++) {
      int rgb = pixels[k] & 0xffffff;
      PixelChoice choice = fresh.computeIfAbsent(rgb, c -> palette.choice(c, tolerance));
      if (shown.length > 0) {
        int before = shown[k] & 0xff;
        choice =
            kept.computeIfAbsent(
                (long) rgb << Byte.SIZE | before,
                key -> fresh.get(rgb).or(before, Palette.TRANSPARENT));
      }
      choices[k] = choice;
    }
    return choices;
  }

  /** The whole film; nothing can be added after. */
  byte[] bytes() {
    out.write(0x3b);
    return out.toByteArray();
  }

  private void bytes(int... values) {
    for (int value : values) out.write(value);
  }

  private void number(int value) {
    bytes(value, value >> Byte.SIZE);
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
