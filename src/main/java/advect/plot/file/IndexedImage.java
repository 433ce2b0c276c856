package advect.plot.file;

import java.awt.image.BufferedImage;

/**
 * An image of at most 256 colours.
 *
 * @param width in pixels
 * @param colors 0xRRGGBB by number, from dark to light
 * @param pixels {@code [height x width]} numbers of colours, row by row from the top; read only
 */
record IndexedImage(int width, int[] colors, byte[] pixels) {
  int height() {
    return pixels.length / width;
  }

  /** Whether these are the very pixels of an image. */
  boolean shows(BufferedImage image) {
    if (image.getWidth() != width || image.getHeight() != height()) return false;
    int[] line = new int[width];
    for (int y = 0; y < height(); y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        if (line[x] != (0xff000000 | colors[pixels[y * width + x] & 0xff])) return false;
      }
    }
    return true;
  }
}
