package advect.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.plot.chart.Figure;
import advect.plot.color.Oklab;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Quantity;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DensityFigureTest {
  private static final Box WIDE = Box.of(-3, 5, -2, 1.5);

  @ParameterizedTest
  @CsvSource({"-4,4,-4,4", "-3,5,-2,1.5", "0,0.01,0,0.017", "1e6,3e6,-2e6,3e6"})
  void oneUnitIsAsLongAcrossAsUp(double x0, double x1, double y0, double y1) {
    Box box = Box.of(x0, x1, y0, y1);
    Rectangle2D plot = figure(Grid.of(box, 8, 8, (x, y) -> 0)).plots().get(0);
    double across = plot.getWidth() / box.x().span();
    double up = plot.getHeight() / box.y().span();
    // XChart's sizes are whole points: half a point of the shorter side, at least 160, is 0.3 %
    assertThat(across / up).isCloseTo(1, Percentage.withPercentage(0.7));
  }

  @Test
  void aSliverIsShownAsASquareInstead() {
    Rectangle2D plot = figure(Grid.of(Box.of(1, 5, 40, 100), 8, 8, (x, y) -> 0)).plots().get(0);
    assertThat(plot.getWidth()).isCloseTo(plot.getHeight(), Offset.offset(1.0));
  }

  @Test
  void theBrightestPixelLiesWhereTheDensityPeaks() {
    double px = 2.1;
    double py = -0.7;
    Grid grid = Grid.of(WIDE, 240, 105, (x, y) -> -8 * (Math.pow(x - px, 2) + Math.pow(y - py, 2)));
    Figure figure = figure(grid);
    Rectangle2D plot = figure.plots().get(0);
    double[] brightest = brightest(figure.image(2), plot, 2);
    // the top 0.2 % of the mass is clipped: for a round Gaussian a disc with r^2 = 2 s^2 0.002,
    // s = 0.25: r = 0.016 units, plus half a cell of 0.033 and the pixel itself of 0.01
    double tolerance = 0.016 + 0.017 + 0.02;
    double x = WIDE.x().lo() + (brightest[0] - plot.getX()) / plot.getWidth() * WIDE.x().span();
    double y = WIDE.y().hi() - (brightest[1] - plot.getY()) / plot.getHeight() * WIDE.y().span();
    assertThat(x).isCloseTo(px, Offset.offset(tolerance));
    assertThat(y).isCloseTo(py, Offset.offset(tolerance));
  }

  private static double[] brightest(BufferedImage image, Rectangle2D plot, double scale) {
    double most = -1;
    double[] at = {0, 0};
    for (int y = (int) (scale * plot.getY()) + 4; y < scale * plot.getMaxY() - 4; y++) {
      for (int x = (int) (scale * plot.getX()) + 4; x < scale * plot.getMaxX() - 4; x++) {
        double lightness = Oklab.lightness(image.getRGB(x, y) & 0xffffff);
        if (lightness > most) {
          most = lightness;
          at = new double[] {(x + 0.5) / scale, (y + 0.5) / scale};
        }
      }
    }
    return at;
  }

  static Stream<DoubleBinaryOperator> hardToShow() {
    return Stream.of(
        (x, y) -> 0,
        (x, y) -> Double.NEGATIVE_INFINITY,
        (x, y) -> Double.NaN,
        (x, y) -> Double.POSITIVE_INFINITY,
        (x, y) -> x < 0 ? Double.NaN : y < 0 ? Double.NEGATIVE_INFINITY : -x,
        (x, y) -> -1e4 - x * x,
        (x, y) -> 900 - x * x,
        (x, y) -> -30 - x * x);
  }

  @ParameterizedTest
  @MethodSource("hardToShow")
  void anyNumbersGiveAPicture(DoubleBinaryOperator logp) {
    for (Quantity quantity : Quantity.values()) {
      List<DensityMap> maps = List.of(new DensityMap("p", Grid.of(WIDE, 9, 7, logp)));
      Figure figure = DensityFigure.of(maps, MapStyle.DEFAULT.withQuantity(quantity));
      assertThat(figure.image(1).getWidth()).isEqualTo(figure.width());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-5, 1e-7, 1e-9})
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aBoxFarFromTheOriginIsDrawnHoweverSmall(double side) {
    Box box = Box.of(1e6, 1e6 + side, -side, side);
    assertThat(figure(Grid.of(box, 3, 3, (x, y) -> x + y)).image(1)).isNotNull();
  }

  @Test
  void theFileHasFourPixelsForThreePoints(@TempDir Path dir) throws IOException {
    Figure figure = figure(Shapes.eightGaussians(40));
    Path file = dir.resolve("density.png");
    figure.writePng(file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo((int) Math.round(4 * figure.width() / 3.0));
    assertThat(read.getHeight()).isEqualTo((int) Math.round(4 * figure.height() / 3.0));
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed(@TempDir Path dir) {
    Path file = dir.resolve("missing").resolve("density.png");
    assertThatThrownBy(() -> figure(Shapes.eightGaussians(4)).writePng(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("directory does not exist");
  }

  private static Figure figure(Grid grid) {
    return DensityFigure.of(List.of(new DensityMap("a density", grid)), MapStyle.DEFAULT);
  }
}
