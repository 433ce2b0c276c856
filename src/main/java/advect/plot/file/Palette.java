package advect.plot.file;

import advect.plot.color.ColorMap;
import advect.plot.color.Shade;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The 255 colours of a film and one that lets the frame before shine through. */
final class Palette {
  static final int SIZE = 256;
  static final int TRANSPARENT = SIZE - 1;

  private static final int MAP_COLORS = 190;

  private static final int GREYS = TRANSPARENT - MAP_COLORS;

  private final int[] colors = new int[SIZE];
  private final Shade[] shades;
  private final Map<Integer, int[]> nearest = new HashMap<>();

  /** Colours of the map, then greys for text and discs. */
  Palette(ColorMap map) {
    for (int k = 0; k < MAP_COLORS; k++) colors[k] = map.rgb(k / (MAP_COLORS - 1.0));
    for (int k = 0; k < GREYS; k++) {
      int grey = Math.round(255f * k / (GREYS - 1));
      colors[MAP_COLORS + k] = grey << 16 | grey << 8 | grey;
    }
    shades = Arrays.stream(colors).mapToObj(Shade::of).toArray(Shade[]::new);
  }

  /** The colour 0xRRGGBB of a number. */
  int rgb(int number) {
    return colors[number];
  }

  /**
   * What a pixel may become: the nearest colour and all within a tolerance.
   *
   * @param rgb 0xRRGGBB, what it should be
   */
  PixelChoice choice(int rgb, double tolerance) {
    Shade shade = Shade.of(rgb);
    int[] all = nearest.computeIfAbsent(rgb, c -> byDistance(shade));
    int count = 1;
    while (count < all.length && shades[all[count]].distance(shade) <= tolerance) count++;
    int[] numbers = Arrays.copyOf(all, count);
    double[] costs =
        IntStream.of(numbers).mapToDouble(k -> square(shades[k].distance(shade))).toArray();
    return new PixelChoice(numbers, costs);
  }

  private int[] byDistance(Shade shade) {
    return IntStream.range(0, TRANSPARENT)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> shades[k].distance(shade)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double square(double x) {
    return x * x;
  }
}
