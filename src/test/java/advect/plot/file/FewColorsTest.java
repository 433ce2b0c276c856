package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.CornerFigure;
import advect.plot.DensityFigure;
import advect.plot.FieldFigure;
import advect.plot.MapStyle;
import advect.plot.SamplesFigure;
import advect.plot.Shapes;
import advect.plot.chart.Figure;
import advect.plot.color.Ciede2000;
import advect.plot.color.ColorMap;
import advect.plot.data.Arrows;
import advect.plot.data.Cloud;
import advect.plot.data.Corner;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Paths;
import advect.plot.data.Quantity;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FewColorsTest {
  /** CIEDE2000, of which 1 is about the least that shows. */
  private static final double SEEN = 1;

  /** The same between neighbours that no edge parts. */
  private static final double SMOOTH = 1;

  static Stream<Figure> figures() {
    DensityMap base = new DensityMap("base", Shapes.flow(0.3, 200));
    DensityMap data = new DensityMap("data", Shapes.eightGaussians(200));
    MapStyle logp = MapStyle.DEFAULT.withQuantity(Quantity.LOG_DENSITY);
    Cloud few = new Cloud("few", Shapes.points(300, 1, 3));
    Cloud many = new Cloud("many", Shapes.points(5000, 1, 4));
    DMatrixRMaj rows = Shapes.points(2000, 0.5, 5);
    return Stream.of(
        DensityFigure.of(List.of(base, data), MapStyle.DEFAULT),
        DensityFigure.of(List.of(data), logp.withColors(ColorMap.LAGOON)),
        SamplesFigure.of(List.of(few, many), Shapes.BOX, MapStyle.DEFAULT),
        CornerFigure.of(new Corner(List.of("x", "y"), rows, rows)),
        field());
  }

  private static Figure field() {
    double[] times = {0, 0.25, 0.5, 0.75, 1};
    List<DMatrixRMaj> states =
        Stream.of(0.0, 0.25, 0.5, 0.75, 1.0).map(t -> Shapes.points(60, t, 3)).toList();
    DMatrixRMaj at = Grid.centres(Shapes.BOX, 21, 21);
    DensityMap half = new DensityMap("half way", Shapes.flow(0.5, 200));
    return FieldFigure.of(half, new Arrows(at, at), Paths.of(times, states), MapStyle.DEFAULT);
  }

  /**
   * Where no edge is near, the bound is 0.5 of DIN99o, which 256 colours stretch by up to 1.3 in
   * these pictures, and CIEDE2000 is at most 1.25 times as large: 0.8. Of pixels at edges only
   * those of thin lines over a map of colours go beyond what shows: in the picture of the field 441
   * arrows of 18 points and 60 paths of some 100, four pixels a point of length, are 56,000 of
   * 765,000.
   */
  @ParameterizedTest
  @MethodSource("figures")
  void theEyeSeesNoDifference(Figure figure) {
    BufferedImage meant = figure.image(figure.pngScale());
    IndexedImage few = FewColors.of(meant);
    assertThat(few.colors().length).isLessThanOrEqualTo(FewColors.MOST);
    double sum = 0;
    int seen = 0;
    for (int y = 0; y < few.height(); y++) {
      for (int x = 0; x < few.width(); x++) {
        double off = Ciede2000.between(meant.getRGB(x, y), shown(few, x, y));
        sum += off;
        if (off > SEEN) {
          seen++;
          assertThat(isSmooth(meant, x, y)).as("%d, %d is off by %.2f", x, y, off).isFalse();
        }
      }
    }
    double pixels = few.pixels().length;
    assertThat(sum / pixels).isLessThan(0.3);
    assertThat(seen / pixels).isLessThan(0.073);
  }

  private static boolean isSmooth(BufferedImage image, int x, int y) {
    if (x < 1 || y < 1 || x > image.getWidth() - 2 || y > image.getHeight() - 2) return false;
    for (int near = 0; near < 9; near++) {
      int other = image.getRGB(x - 1 + near % 3, y - 1 + near / 3);
      if (Ciede2000.between(image.getRGB(x, y), other) > SMOOTH) return false;
    }
    return true;
  }

  private static int shown(IndexedImage image, int x, int y) {
    return image.colors()[image.pixels()[y * image.width() + x] & 0xff];
  }

  /** A map's own colours, a pixel each, need steps of one bound to either side at least. */
  @ParameterizedTest
  @EnumSource(ColorMap.class)
  void aRampHasNoContours(ColorMap map) {
    BufferedImage ramp = new BufferedImage(1024, 8, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 1024; x++) {
      for (int y = 0; y < 8; y++) ramp.setRGB(x, y, map.rgb(x / 1023.0));
    }
    IndexedImage few = FewColors.of(ramp);
    for (int x = 1; x < 1024; x++) {
      double step = Ciede2000.between(shown(few, x - 1, 0), shown(few, x, 0));
      // two bounds of 0.5, of which CIEDE2000 is at most 1.25 times; and in dark colours one level
      // of a channel, which is up to 0.3
      assertThat(step).as("at %d", x).isLessThan(2 * 0.5 * 1.25 + 0.3);
    }
  }

  @Test
  void coloursFarApartStayAsTheyAre() {
    BufferedImage stripes = new BufferedImage(64, 5, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      int rgb = (x & 3) * 0x550000 | (x >> 2 & 3) * 0x5500 | (x >> 4) * 0x55;
      for (int y = 0; y < 5; y++) stripes.setRGB(x, y, rgb);
    }
    IndexedImage few = FewColors.of(stripes);
    assertThat(few.colors()).hasSize(64);
    assertThat(few.shows(stripes)).isTrue();
  }

  @Test
  void noiseIsShownAsWellAs256ColoursCan() {
    Random random = new Random(1);
    BufferedImage noise = new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 70; y++) {
      for (int x = 0; x < 90; x++) noise.setRGB(x, y, random.nextInt(1 << 24));
    }
    IndexedImage few = FewColors.of(noise);
    assertThat(few.colors()).hasSize(256).doesNotHaveDuplicates();
    for (int y = 0; y < 70; y++) {
      for (int x = 0; x < 90; x++) {
        // sRGB fills some 150,000 cubic units: 256 balls of radius 5 would, without gaps; the
        // choice is within twice the best, which for gaps is some 1.5 times that
        assertThat(Ciede2000.between(noise.getRGB(x, y), shown(few, x, y))).isLessThan(15);
      }
    }
  }
}
