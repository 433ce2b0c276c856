package advect.plot.file;

import advect.plot.color.Covering;
import advect.plot.color.Shade;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the few colours that an image looks the same in.
 *
 * <p>Distances are those of {@link Shade}, of which 1 is about the least that shows. Where shades
 * change slowly, the eye sees small steps as contours: a pixel there may be {@value #SLOW} off, so
 * that neighbouring colours are at most twice that apart. A colour of many pixels may be {@value
 * #COMMON} off. The others smooth edges, a few pixels each; they may be {@value #RARE} off, or as
 * much more, up to {@value #ROUGH}, as {@value #MOST} colours need; where even that does not
 * suffice, all bounds stretch alike. As many colours are taken as this needs and no more, since an
 * image of fewer compresses better.
 */
final class FewColors {
  static final double SLOW = 0.5;
  static final double COMMON = 1;
  static final double RARE = 2;
  static final double ROUGH = 7;

  /** The least difference of neighbours that makes an edge. */
  private static final double STEP = 3;

  /** Of so many pixels one makes a colour common. */
  private static final int MANY = 10_000;

  private static final double WIDEN = 1.37; // four times to the roughest

  static final int MOST = 256;

  private final int width;
  private final int height;
  private final int[] colors;
  private final Shade[] shades;

  /** The number of each pixel's colour. */
  private final int[] numbers;

  private FewColors(int width, int height, int[] rgb) {
    this.width = width;
    this.height = height;
    colors = Arrays.stream(rgb).sorted().distinct().toArray();
    shades = Arrays.stream(colors).mapToObj(Shade::of).toArray(Shade[]::new);
    numbers = Arrays.stream(rgb).map(c -> Arrays.binarySearch(colors, c)).toArray();
  }

  /** The image in its few colours; what is transparent counts as opaque. */
  static IndexedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int k = 0; k < rgb.length; k++) rgb[k] &= 0xffffff;
    return new FewColors(width, height, rgb).indexed();
  }

  private IndexedImage indexed() {
    int[] counts = new int[colors.length];
    for (int number : numbers) counts[number]++;
    int[] order = byFrequency(counts);
    Covering covering = covering(order, counts);
    int[] chosen = IntStream.of(covering.chosen()).map(k -> order[k]).toArray();
    int[] places = places(chosen);
    int[] standIns = covering.standIns();
    byte[] byColor = new byte[colors.length];
    for (int k = 0; k < order.length; k++) byColor[order[k]] = (byte) places[standIns[k]];
    byte[] pixels = new byte[numbers.length];
    for (int k = 0; k < pixels.length; k++) pixels[k] = byColor[numbers[k]];
    int[] palette = new int[chosen.length];
    for (int k = 0; k < chosen.length; k++) palette[places[k]] = colors[chosen[k]];
    return new IndexedImage(width, palette, pixels);
  }

  /** Numbers of colours, the most frequent first: it stays as it is. */
  private static int[] byFrequency(int[] counts) {
    return IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingInt(k -> -counts[k]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Where chosen colours stand when they go from dark to light. */
  private int[] places(int[] chosen) {
    int[] sorted =
        IntStream.range(0, chosen.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> shades[chosen[k]].lightness()))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] places = new int[chosen.length];
    for (int k = 0; k < sorted.length; k++) places[sorted[k]] = k;
    return places;
  }

  private Covering covering(int[] order, int[] counts) {
    Shade[] ordered = IntStream.of(order).mapToObj(k -> shades[k]).toArray(Shade[]::new);
    double[] strict = strict(counts);
    double rare = RARE;
    while (true) {
      double bound = rare;
      double[] tolerances =
          IntStream.of(order).mapToDouble(k -> Math.min(strict[k], bound)).toArray();
      Covering covering = Covering.of(ordered, tolerances, MOST);
      if (covering.stretch() <= 1 || rare >= ROUGH) return covering;
      rare = Math.min(ROUGH, rare * WIDEN);
    }
  }

  /** How far each colour may be off, or infinity if it is rare. */
  private double[] strict(int[] counts) {
    boolean[] slow = slow();
    double[] strict = new double[colors.length];
    for (int k = 0; k < strict.length; k++) {
      boolean common = counts[k] > numbers.length / MANY;
      strict[k] = slow[k] ? SLOW : common ? COMMON : Double.POSITIVE_INFINITY;
    }
    return strict;
  }

  /** Which colours have a pixel without an edge beside it. */
  private boolean[] slow() {
    boolean[] slow = new boolean[colors.length];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int number = numbers[y * width + x];
        slow[number] = slow[number] || isSlow(x, y);
      }
    }
    return slow;
  }

  private boolean isSlow(int x, int y) {
    Shade here = shades[numbers[y * width + x]];
    for (int near = y - 1; near <= y + 1; near++) {
      for (int k = near * width + x - 1; k <= near * width + x + 1; k++) {
        if (here.distance(shades[numbers[k]]) > STEP) return false;
      }
    }
    return true;
  }
}
