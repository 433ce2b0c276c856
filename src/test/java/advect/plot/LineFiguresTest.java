package advect.plot;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.chart.ChartAxis;
import advect.plot.chart.Figure;
import advect.plot.data.BarHeights;
import advect.plot.data.Curve;
import advect.plot.data.Range;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Loss and density curves, in pixels and as SVG. */
class LineFiguresTest {
  private static final Curve NOTHING = Curve.of("nothing", new double[0], new double[0]);

  private static Curve curve(int n, IntToDoubleFunction y) {
    double[] x = IntStream.range(0, n).mapToDouble(i -> i).toArray();
    return Curve.of("curve", x, IntStream.range(0, n).mapToDouble(y).toArray());
  }

  static Stream<Figure> figures() {
    LossFigure.Notes notes =
        new LossFigure.Notes(LossFigure.NLL, OptionalDouble.of(2.394), OptionalDouble.of(41.3));
    double[] samples = new SplittableRandom(1).doubles(500, -3, 3).toArray();
    Curve bell = curve(200, i -> Math.exp(-Math.pow(i / 50.0 - 2, 2)));
    return Stream.of(
        LossFigure.of(curve(3000, i -> 2.4 + 2 * Math.exp(-i / 90.0)), curve(30, i -> 2.5), notes),
        LossFigure.of(curve(1, i -> 3), NOTHING, LossFigure.Notes.NONE),
        LossFigure.of(NOTHING, NOTHING, notes),
        LossFigure.of(curve(50, i -> i % 3 == 0 ? Double.NaN : -1e5), NOTHING, notes),
        LossFigure.of(curve(50, i -> Double.POSITIVE_INFINITY), NOTHING, LossFigure.Notes.NONE),
        CurveFigure.of(List.of(bell), "x"),
        CurveFigure.of(List.of(curve(9, i -> 0)), samples, ""),
        CurveFigure.of(List.of(curve(9, i -> i * 1e-9), bell), samples, "x"),
        growth(GrowthFigure.Law.PROPORTIONAL, curve(9, i -> 3 * i * i)),
        growth(GrowthFigure.Law.INVERSE, Curve.of("one", new double[] {1}, new double[] {7e-9})));
  }

  private static Figure growth(GrowthFigure.Law law, Curve curve) {
    var panel = new GrowthFigure.Growth("time, ms", law, List.of(curve));
    return GrowthFigure.of(List.of(panel, panel), "rows", "all else equal");
  }

  @ParameterizedTest
  @MethodSource("figures")
  void theyAreWrittenAsPngAndAsWellFormedSvg(Figure figure) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    figure.writePng(png);
    assertThat(ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth())
        .isEqualTo((int) Math.round(figure.pngScale() * figure.width()));
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    figure.writeSvg(svg);
    Element root = parse(svg.toByteArray());
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getElementsByTagName("text").getLength()).as("text is outlines").isZero();
    assertThat(root.getElementsByTagName("path").getLength()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void paperReachesTheEdgesAtAnyScale(Figure figure) {
    for (double scale : new double[] {1, 4.0 / 3, 1.49, 1.5, 1.51}) {
      BufferedImage image = figure.image(scale);
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(image.getRGB(image.getWidth() - 1, y)).isEqualTo(0xffffffff);
      }
      for (int x = 0; x < image.getWidth(); x++) {
        assertThat(image.getRGB(x, image.getHeight() - 1)).isEqualTo(0xffffffff);
      }
    }
  }

  /** XChart needs two ticks an axis; without them a panel grows and grows and stays empty. */
  @Test
  void growthOfALonePointKeepsItsSize() {
    Curve lone = Curve.of("lone", new double[] {1}, new double[] {210});
    Figure figure = growth(GrowthFigure.Law.INVERSE, lone);
    assertThat(figure.plots()).extracting(plot -> plot.getHeight()).containsOnly(300.0);
    assertThat(figure.height()).as("plots, a note, numbers and names").isLessThan(300 + 150);
  }

  private static Element parse(byte[] svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    // the document type names a file of the W3C, which is not to be fetched
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg)).getDocumentElement();
  }

  @Test
  void smoothingKeepsStraightLinesAndPassesOverGaps() {
    Curve line = curve(40, i -> 3 + 0.5 * i).smoothed(9);
    for (int i = 0; i < 40; i++) {
      // a least-squares line through points of a line is that line, but for rounding
      assertThat(line.y()[i]).isCloseTo(3 + 0.5 * i, org.assertj.core.data.Offset.offset(1e-13));
    }
    Curve gap = curve(5, i -> i == 2 ? Double.NaN : 7).smoothed(3);
    assertThat(gap.y()).containsExactly(7, 7, 7, 7, 7);
  }

  @Test
  void smoothingIsAsStrongAtTheEndsAsInTheMiddle() {
    // noise of deviation 1; the end of a line through 100 points has deviation 2/sqrt(100) = 0.2,
    // so five of them is
    // exceeded once in two million; a window that shrank towards the end would return the last
    // point itself
    Random random = new Random(3);
    double[] noise = random.doubles(400, 0, 1).map(u -> u < 0.5 ? -1 : 1).toArray();
    Curve smooth = curve(400, i -> noise[i]).smoothed(100);
    assertThat(Math.abs(smooth.y()[399])).isLessThan(1);
    assertThat(Math.abs(smooth.y()[0])).isLessThan(1);
  }

  @Test
  void numbersAreWrittenAsPeopleWriteThem() {
    Curve train = curve(6000, i -> i);
    assertThat(LossFigure.iterationName(train.size(), OptionalDouble.of(41.27)))
        .isEqualTo("iteration  (6,000 in 41.3 s)");
    assertThat(LossFigure.iterationName(train.size(), OptionalDouble.of(3510.4)))
        .isEqualTo("iteration  (6,000 in 3,510 s)");
    double[] values = {1024, 0.25, 1.0 / 1024, Math.pow(2, -30), 1e-10};
    assertThat(Arrays.stream(values).mapToObj(ChartAxis::plain))
        .containsExactly("1024", "0.25", "0.000977", "9.31e-10", "1.00e-10");
  }

  @Test
  void refiningKeepsTheLine() {
    Curve fine = curve(3, i -> i * i).refined(2);
    assertThat(fine.x()).containsExactly(0, 0.5, 1, 1.5, 2);
    assertThat(fine.y()).containsExactly(0, 0.5, 1, 2.5, 4);
  }

  @Test
  void aHistogramIsADensity() {
    double[] samples = new SplittableRandom(2).doubles(1000, -1, 1).toArray();
    Range range = new Range(-1, 1);
    double[] density = BarHeights.density(samples, range);
    double mass = 0;
    for (double d : density) mass += d * range.span() / density.length;
    // a thousand additions of about 1e-3, each rounded at 1e-16 of the sum
    assertThat(mass).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
  }
}
