package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.plot.color.ColorMap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeavyPicturesTest {
  @TempDir private Path dir;

  private static BufferedImage map(int width, int height, double shift) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 0.5 + 0.5 * Math.sin(x / 31.0 + shift) * Math.cos(y / 23.0 - shift);
        image.setRGB(x, y, ColorMap.EMBER.rgb(value));
      }
    }
    return image;
  }

  private Path heavyPng(String name, int width, int height) throws IOException {
    Path file = dir.resolve(name);
    ImageIO.write(map(width, height, 0), "png", file.toFile());
    return file;
  }

  /** A point was two pixels and is 4/3, or as few as 1,600 across allow, but no less than one. */
  @ParameterizedTest
  @CsvSource({"900,600", "2100,1400", "2400,1600", "2800,1600", "3880,1940"})
  void pngGetsTheSizeAndColoursOfToday(int width, int expected) throws IOException {
    Path file = heavyPng("a.png", width, 200);
    List<HeavyPictures.Lightened> changed = HeavyPictures.lighten(dir);
    assertThat(changed).hasSize(1);
    assertThat(changed.get(0).after())
        .isEqualTo(Files.size(file))
        .isLessThan(changed.get(0).before());
    assertThat(PngFile.indexed(file)).get().extracting(BufferedImage::getWidth).isEqualTo(expected);
    assertThat(ImageIO.read(file.toFile()).getHeight())
        .isEqualTo((int) Math.round(200.0 * expected / width));
    byte[] light = Files.readAllBytes(file);
    assertThat(HeavyPictures.lighten(dir)).as("light stays as it is").isEmpty();
    assertThat(file).hasBinaryContent(light);
  }

  /** Eight frames that are different everywhere are too large without a choice of colours. */
  @Test
  void aFilmGetsSmallerAndKeepsItsFramesAndPace() throws IOException {
    GifFilm film = new GifFilm(new Palette(ColorMap.EMBER), 390, 410);
    for (int k = 0; k < 8; k++) film.add(map(390, 410, 0.7 * k), k == 7 ? 2000 : 80, 0);
    Path file = Files.write(dir.resolve("flow.gif"), film.bytes());
    assertThat(Files.size(file)).isGreaterThan(Film.MOST_BYTES);
    assertThat(HeavyPictures.lighten(dir)).hasSize(1);
    assertThat(Files.size(file)).isLessThanOrEqualTo(Film.MOST_BYTES);
    List<Film.FilmPicture> frames = GifReader.frames(Files.readAllBytes(file));
    assertThat(frames).hasSize(8);
    assertThat(frames.get(0).image().getWidth()).isEqualTo(312);
    assertThat(frames.get(0).milliseconds()).isEqualTo(80);
    assertThat(frames.get(7).milliseconds()).isEqualTo(2000);
    assertThat(HeavyPictures.lighten(dir)).isEmpty();
  }

  @Test
  void aFilmInOtherColoursIsLeftAlone() throws IOException {
    GifFilm film = new GifFilm(new Palette(ColorMap.LAGOON), 400, 400);
    for (int k = 0; k < 8; k++) {
      BufferedImage frame = map(400, 400, 0.7 * k);
      for (int y = 0; y < 400; y++) {
        for (int x = 0; x < 400; x++) {
          frame.setRGB(x, y, ColorMap.LAGOON.rgb((frame.getRGB(x, y) >> 8 & 0xff) / 255.0));
        }
      }
      film.add(frame, 80, 0);
    }
    byte[] bytes = film.bytes();
    assertThat(bytes.length).isGreaterThan(Film.MOST_BYTES);
    Path file = Files.write(dir.resolve("other.gif"), bytes);
    assertThat(HeavyPictures.lighten(dir)).isEmpty();
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void picturesOneLevelDownAreFoundAndOtherFilesAreNot() throws IOException {
    Files.createDirectories(dir.resolve("moons").resolve("deeper"));
    Path found = heavyPng("moons/density.png", 300, 200);
    heavyPng("moons/deeper/density.png", 300, 200);
    Files.writeString(dir.resolve("moons").resolve("metrics.json"), "{}");
    assertThat(HeavyPictures.lighten(dir))
        .extracting(HeavyPictures.Lightened::file)
        .containsExactly(found);
  }

  @Test
  void aBrokenPictureIsNamed() throws IOException {
    String text = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<svg><g></svg>";
    Path file = Files.write(dir.resolve("loss.svg"), text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> HeavyPictures.lighten(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": cannot be read as a picture: no SVG that can be read");
    assertThat(file).hasContent(text);
  }

  /**
   * Area means keep the mean, whatever the sizes; rounding to eight bits moves it by at most 0.5.
   */
  @Test
  void shrinkingKeepsTheMean() {
    BufferedImage image = map(97, 61, 1);
    BufferedImage small = Shrinking.to(70, 33, image);
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat(mean(small, shift)).isCloseTo(mean(image, shift), within(0.5));
    }
    BufferedImage same = Shrinking.to(97, 61, image);
    assertThat(same.getRGB(40, 30)).isEqualTo(image.getRGB(40, 30));
  }

  @Test
  void whatIsTransparentLiesOnWhite() {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.BLACK);
    g.fillRect(0, 0, 2, 4);
    BufferedImage small = Shrinking.to(2, 2, image);
    assertThat(small.getRGB(0, 0)).isEqualTo(0xff000000);
    assertThat(small.getRGB(1, 0)).isEqualTo(0xffffffff);
  }

  private static double mean(BufferedImage image, int shift) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) sum += image.getRGB(x, y) >> shift & 0xff;
    }
    return sum / (image.getWidth() * image.getHeight());
  }
}
