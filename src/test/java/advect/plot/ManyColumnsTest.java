package advect.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.plot.chart.Figure;
import advect.plot.data.Corner;
import advect.plot.data.Coverage;
import advect.plot.data.Mark;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of tables: corner, calibration, log densities. */
class ManyColumnsTest {
  /** Correlated, skewed columns of very different units. */
  private static DMatrixRMaj rows(int n, int d, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, d);
    for (int i = 0; i < n; i++) {
      double common = rng.nextGaussian();
      for (int c = 0; c < d; c++) {
        double v = 0.7 * common + 0.7 * rng.nextGaussian();
        rows.set(i, c, c % 3 == 0 ? v : c % 3 == 1 ? Math.exp(v) : 1e6 + 1e3 * v);
      }
    }
    return rows;
  }

  private static List<String> names(int d) {
    return IntStream.range(0, d).mapToObj(c -> "column of the number " + c).toList();
  }

  private static double[] logp(int n, long seed) {
    return new SplittableRandom(seed).doubles(n).map(Math::log).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 10})
  void aCornersPlotsAreSquaresOnAGrid(int d) {
    Figure figure = CornerFigure.of(new Corner(names(d), rows(300, d, 1), rows(200, d, 2)));
    List<Rectangle2D> plots = figure.plots();
    assertThat(plots).as("a panel a pair, and the colour bar").hasSize(d * d + 1);
    for (int k = 0; k < d * d; k++) {
      assertThat(plots.get(k).getWidth()).isEqualTo(plots.get(k).getHeight());
      assertThat(plots.get(k).getX()).isEqualTo(plots.get(k % d).getX());
      assertThat(plots.get(k).getY()).isEqualTo(plots.get(k / d * d).getY());
    }
    assertThat(plots.get(1).getX()).isGreaterThan(plots.get(0).getMaxX() + 5);
    assertThat(figure.width()).isGreaterThan((int) plots.get(d * d).getMaxX());
  }

  /** The same rows as data and as samples: a pair and its image across the diagonal agree. */
  @Test
  void rightSamplesMakeASymmetricPicture() {
    DMatrixRMaj rows = rows(4000, 2, 3);
    Figure figure = CornerFigure.of(new Corner(names(2), rows, rows));
    BufferedImage image = figure.image(1);
    Rectangle2D above = figure.plots().get(1);
    Rectangle2D below = figure.plots().get(2);
    int side = (int) above.getWidth();
    int same = 0;
    int lit = 0;
    for (int i = 4; i < side - 4; i++) {
      for (int j = 4; j < side - 4; j++) {
        int up = red(image, above.getX() + i, above.getMaxY() - j);
        int down = red(image, below.getX() + j, below.getMaxY() - i);
        if (Math.abs(up - down) <= 40) same++;
        if (up > 100) lit++;
      }
    }
    // a pixel is half a point off at worst; where the map is steepest, that is some tens of 255
    assertThat(same).isGreaterThan((int) (0.97 * (side - 8) * (side - 8)));
    assertThat(lit).as("there is something to see").isGreaterThan(side);
  }

  private static int red(BufferedImage image, double x, double y) {
    return image.getRGB((int) x, (int) y) >> 16 & 0xff;
  }

  @Test
  void columnsAreChosenInTheOrderGiven() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Corner chosen = new Corner(List.of("a", "b", "c"), rows, rows).only(2, 0);
    assertThat(chosen.names()).containsExactly("c", "a");
    assertThat(chosen.data().data).containsExactly(3, 1, 6, 4);
    assertThatThrownBy(() -> chosen.only(2))
        .hasMessage("corner: there is no column 2, only 0 to 1");
    assertThatThrownBy(() -> new Corner(List.of("a"), rows, rows))
        .hasMessageContaining("1 names need data and samples of as many columns, got [2][3]");
    assertThatThrownBy(
            () -> CornerFigure.of(new Corner(names(11), rows(20, 11, 1), rows(20, 11, 1))))
        .hasMessageContaining("2 to 10 columns, got 11; choose some with Corner.only");
  }

  static Stream<Figure> figures() {
    double[] broken = logp(50, 4);
    broken[0] = Double.NEGATIVE_INFINITY;
    broken[1] = -1e6;
    DMatrixRMaj wild = new DMatrixRMaj(5, 2);
    wild.fill(Double.NaN);
    DMatrixRMaj constant = new DMatrixRMaj(5, 2);
    List<Mark> means = List.of(new Mark("Gaussian", -3.2), new Mark("mixture", 0.1));
    return Stream.of(
        CornerFigure.of(new Corner(names(2), wild, constant)),
        CornerFigure.of(new Corner(names(2), new DMatrixRMaj(0, 2), rows(3, 2, 1))),
        CalibrationFigure.of(Coverage.of(logp(2, 1), logp(2, 2))),
        CalibrationFigure.of(Coverage.of(logp(3000, 1), logp(5000, 2))),
        CalibrationFigure.of(Coverage.of(broken, broken)),
        LogDensityFigure.of(logp(3000, 1), logp(5000, 2), means),
        LogDensityFigure.of(broken, new double[0], List.of()),
        LogDensityFigure.of(new double[] {-7}, new double[] {-7}, means));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void oddInputStillGivesPictures(Figure figure) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    figure.writePng(png);
    assertThat(ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth())
        .isEqualTo((int) Math.round(figure.pngScale() * figure.width()));
    assertThat(figure.width()).isLessThan(1000);
  }

  @Test
  void logDensitiesThatCannotBeDrawnAreRefused() {
    double[] none = {Double.NEGATIVE_INFINITY, Double.NaN};
    assertThatThrownBy(() -> LogDensityFigure.of(none, none, new ArrayList<>()))
        .hasMessage("none of 2 log densities of test rows is finite; nothing to draw");
  }

  @Test
  void quantilesAreValuesOfTheRows() {
    double[] sorted = IntStream.rangeClosed(1, 1000).mapToDouble(i -> i).toArray();
    double[] shares = {0, 0.001, 0.05, 0.5, 1};
    assertThat(Arrays.stream(shares).map(s -> QuantileLane.quantile(sorted, s)).toArray())
        .containsExactly(1, 1, 50, 500, 1000);
  }
}
