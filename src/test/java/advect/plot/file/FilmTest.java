package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.color.ColorMap;
import advect.plot.color.Shade;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ImageIO reads what was written: the oracle of the format and its compression. */
class FilmTest {
  private static final ColorMap MAP = ColorMap.EMBER;

  /** What 190 colours, the film's share of the map's 1024, cannot tell apart; some 0.9. */
  private static final double HALF_A_COLOR = halfAColor();

  private static double halfAColor() {
    return IntStream.range(0, 1024)
        .mapToObj(k -> Shade.of(MAP.rgb(k / 1023.0)))
        .mapToDouble(
            shade ->
                IntStream.range(0, 190)
                    .mapToDouble(k -> shade.distance(Shade.of(MAP.rgb(k / 189.0))))
                    .min()
                    .orElseThrow())
        .max()
        .orElseThrow();
  }

  private static BufferedImage frame(int width, int height, DoubleBinaryOperator value) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) image.setRGB(x, y, MAP.rgb(value.applyAsDouble(x, y)));
    }
    return image;
  }

  /** Waves that wander: smooth, and different everywhere in each frame. */
  private static List<BufferedImage> waves(int count, int width, int height) {
    List<BufferedImage> frames = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double shift = 0.7 * k;
      frames.add(
          frame(
              width,
              height,
              (x, y) -> 0.5 + 0.5 * Math.sin(x / 31.0 + shift) * Math.cos(y / 23.0 - shift)));
    }
    return frames;
  }

  private static List<BufferedImage> read(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    List<BufferedImage> frames = new ArrayList<>();
    for (int k = 0; k < reader.getNumImages(true); k++) {
      BufferedImage now = reader.read(k);
      BufferedImage whole =
          new BufferedImage(now.getWidth(), now.getHeight(), BufferedImage.TYPE_INT_RGB);
      if (k > 0) whole.createGraphics().drawImage(frames.get(k - 1), 0, 0, null);
      whole.createGraphics().drawImage(now, 0, 0, null);
      frames.add(whole);
    }
    return frames;
  }

  /** The largest distance of a pixel from what it should be. */
  private static double farthest(BufferedImage meant, BufferedImage shown) {
    double farthest = 0;
    for (int y = 0; y < meant.getHeight(); y++) {
      for (int x = 0; x < meant.getWidth(); x++) {
        Shade shade = Shade.of(meant.getRGB(x, y));
        farthest = Math.max(farthest, shade.distance(Shade.of(shown.getRGB(x, y))));
      }
    }
    return farthest;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3, 12})
  void noPixelIsFartherOffThanItMay(double tolerance) throws IOException {
    List<BufferedImage> frames = waves(4, 150, 110);
    GifFilm film = new GifFilm(new Palette(MAP), 150, 110);
    for (BufferedImage frame : frames) film.add(frame, 100, tolerance);
    List<BufferedImage> shown = read(film.bytes());
    assertThat(shown).hasSize(4);
    for (int k = 0; k < 4; k++) {
      assertThat(farthest(frames.get(k), shown.get(k)))
          .isLessThanOrEqualTo(Math.max(tolerance, HALF_A_COLOR));
    }
  }

  @Test
  void moreToleranceMakesLess() {
    double[] tolerances = {0, 1, 2, 4, 8};
    int before = Integer.MAX_VALUE;
    for (double tolerance : tolerances) {
      GifFilm film = new GifFilm(new Palette(MAP), 150, 110);
      for (BufferedImage frame : waves(4, 150, 110)) film.add(frame, 100, tolerance);
      int bytes = film.bytes().length;
      assertThat(bytes).isLessThan(before);
      before = bytes;
    }
  }

  /** Noise fills the 4,096 strings of the compression some ten times a frame. */
  @Test
  void noiseIsReadAsItWasWritten() throws IOException {
    Random random = new Random(1);
    List<BufferedImage> frames = new ArrayList<>();
    for (int k = 0; k < 3; k++) frames.add(frame(211, 197, (x, y) -> random.nextDouble()));
    GifFilm film = new GifFilm(new Palette(MAP), 211, 197);
    for (BufferedImage frame : frames) film.add(frame, 100, 0);
    List<BufferedImage> shown = read(film.bytes());
    for (int k = 0; k < 3; k++) {
      assertThat(farthest(frames.get(k), shown.get(k))).isLessThanOrEqualTo(HALF_A_COLOR);
    }
  }

  /**
   * Every length at which a number grows by a bit, or the strings are forgotten, ends some film.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 253, 254, 255, 256, 257, 511, 512, 3837, 3838, 3839, 3840, 3841})
  void anyNumberOfPixelsIsRead(int width) throws IOException {
    Random random = new Random(width);
    BufferedImage line = frame(width, 1, (x, y) -> random.nextDouble());
    GifFilm film = new GifFilm(new Palette(MAP), width, 1);
    film.add(line, 100, 0);
    film.add(line, 100, 0);
    List<BufferedImage> shown = read(film.bytes());
    assertThat(farthest(line, shown.get(0))).isLessThanOrEqualTo(HALF_A_COLOR);
    assertThat(farthest(line, shown.get(1))).isLessThanOrEqualTo(HALF_A_COLOR);
  }

  @Test
  void whatStaysCostsNearlyNothing() {
    BufferedImage still = waves(1, 200, 200).get(0);
    GifFilm film = new GifFilm(new Palette(MAP), 200, 200);
    film.add(still, 100, 0);
    int one = film.bytes().length;
    film = new GifFilm(new Palette(MAP), 200, 200);
    for (int k = 0; k < 3; k++) film.add(still, 100, 0);
    // 40,000 equal pixels are strings of 1, 1, 2, 2, ..., 200, 200 pixels, as a string is known
    // only
    // after the one that follows it: 400 numbers of 9 or 10 bits are 480 bytes; half as many again
    // for strings that mix the two ways to write such a pixel, and 20 for the frame itself
    assertThat(film.bytes().length - one).isLessThan(2 * (720 + 20));
  }

  @Test
  void aLargeFilmGetsGrainButForItsEnds() throws IOException {
    List<BufferedImage> images = waves(16, 320, 320);
    List<Film.FilmPicture> frames = new ArrayList<>();
    for (int k = 0; k < images.size(); k++) {
      frames.add(new Film.FilmPicture(images.get(k), k == 0 || k == 15 ? 1000 : 80));
    }
    byte[] gif = Film.gif(frames, MAP);
    assertThat(gif.length).isBetween(Film.MOST_BYTES / 2, Film.MOST_BYTES);
    List<BufferedImage> shown = read(gif);
    assertThat(farthest(images.get(0), shown.get(0))).isLessThanOrEqualTo(HALF_A_COLOR);
    assertThat(farthest(images.get(15), shown.get(15))).isLessThanOrEqualTo(HALF_A_COLOR);
    assertThat(farthest(images.get(7), shown.get(7))).isGreaterThan(HALF_A_COLOR);
  }

  @Test
  void aSmallFilmIsExact() throws IOException {
    List<BufferedImage> images = waves(3, 40, 30);
    List<Film.FilmPicture> frames = images.stream().map(i -> new Film.FilmPicture(i, 80)).toList();
    List<BufferedImage> shown = read(Film.gif(frames, MAP));
    for (int k = 0; k < 3; k++) {
      assertThat(farthest(images.get(k), shown.get(k))).isLessThanOrEqualTo(HALF_A_COLOR);
    }
  }
}
