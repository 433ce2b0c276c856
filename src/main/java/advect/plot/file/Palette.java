package advect.plot.file;

import advect.plot.color.ColorMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/** The 255 colours of a film and one that lets the frame before shine through. */
public final class Palette {
  static final int TRANSPARENT = 255;
  private static final int MAP_COLORS = 190;
  private static final int GREYS = TRANSPARENT - MAP_COLORS;

  private final int[] colors = new int[TRANSPARENT + 1];
  private final Map<Integer, Integer> nearest = new HashMap<>();

  /** Colours of the map, then greys for text and discs. */
  public Palette(ColorMap map) {
    for (int k = 0; k < MAP_COLORS; k++) colors[k] = map.rgb(k / (MAP_COLORS - 1.0));
    for (int k = 0; k < GREYS; k++) {
      int grey = Math.round(255f * k / (GREYS - 1));
      colors[MAP_COLORS + k] = grey << 16 | grey << 8 | grey;
    }
  }

  /** The number of the colour nearest to 0xRRGGBB. */
  int index(int rgb) {
    return nearest.computeIfAbsent(rgb & 0xffffff, this::search);
  }

  /** The colour 0xRRGGBB of a number. */
  int rgb(int index) {
    return colors[index];
  }

  private int search(int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int k = 0; k < TRANSPARENT; k++) {
      int distance = distance(rgb, colors[k]);
      if (distance < least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
    int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
    int blue = (a & 0xff) - (b & 0xff);
    return 3 * red * red + 4 * green * green + 2 * blue * blue;
  }

  /** An image of palette numbers. */
  BufferedImage image(int width, int height) {
    IndexColorModel model =
        new IndexColorModel(
            8, TRANSPARENT + 1, colors, 0, false, TRANSPARENT, DataBuffer.TYPE_BYTE);
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
  }
}
