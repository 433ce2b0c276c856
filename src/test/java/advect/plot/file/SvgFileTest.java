package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.plot.CurveFigure;
import advect.plot.LossFigure;
import advect.plot.chart.Figure;
import advect.plot.color.Ciede2000;
import advect.plot.data.Curve;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SvgFileTest {
  static Stream<Figure> figures() {
    Random random = new Random(1);
    double[] x = IntStream.range(0, 1000).asDoubleStream().toArray();
    double[] loss = random.doubles(1000, 1.9, 2.1).toArray();
    double[] at = IntStream.range(0, 800).mapToDouble(i -> i / 100.0 - 4).toArray();
    double[] bell = IntStream.range(0, 800).mapToDouble(i -> Math.exp(-at[i] * at[i])).toArray();
    double[] samples = new SplittableRandom(1).doubles(500, -3, 3).toArray();
    LossFigure.Notes notes =
        new LossFigure.Notes(LossFigure.NLL, OptionalDouble.of(1.9), OptionalDouble.of(41.3));
    return Stream.of(
        LossFigure.of(Curve.of("train", x, loss), Curve.of("held out", x, loss), notes),
        CurveFigure.of(List.of(Curve.of("bell", at, bell)), samples, "x"));
  }

  private static byte[] heavy(Figure figure) throws IOException {
    VectorGraphics2D g = new VectorGraphics2D();
    figure.paint(g);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PageSize size = new PageSize(0, 0, figure.width(), figure.height());
    new SVGProcessor().getDocument(g.getCommands(), size).writeTo(out);
    return out.toByteArray();
  }

  /**
   * At two pixels a point a line may be a tenth of a pixel off, or a fifth where it was curved: so
   * much of the difference of line and paper, at most 100, a pixel of its edge may change. Where
   * pieces met, what smoothed them was laid on twice: of a share a of ink that made a(1 - a) more,
   * a quarter at most.
   */
  @ParameterizedTest
  @MethodSource("figures")
  void aFractionOfTheSizeLooksTheSame(Figure figure) throws Exception {
    byte[] heavy = heavy(figure);
    byte[] light = SvgFile.light(heavy);
    assertThat(light.length).isLessThan(heavy.length / 5);
    BufferedImage before = SvgPainter.paint(heavy, 2);
    BufferedImage after = SvgPainter.paint(light, 2);
    double sum = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        double off = Ciede2000.between(before.getRGB(x, y), after.getRGB(x, y));
        assertThat(off).as("%d, %d", x, y).isLessThan(20 + 25);
        sum += off;
      }
    }
    // lines cover less than a tenth, and their pixels are off by a tenth of that on average
    assertThat(sum / (before.getWidth() * before.getHeight())).isLessThan(0.2);
  }

  @Test
  void theSameFigureIsTheSameText() throws IOException {
    List<Figure> first = figures().toList();
    List<Figure> second = figures().toList();
    for (int k = 0; k < first.size(); k++) {
      byte[] light = SvgFile.light(heavy(first.get(k)));
      assertThat(SvgFile.light(heavy(second.get(k)))).isEqualTo(light);
      assertThat(SvgFile.light(light)).as("light stays as it is").isEqualTo(light);
    }
  }

  @Test
  void whatIsBrokenIsToldSo() {
    String text = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<svg><g></svg>";
    assertThatThrownBy(() -> SvgFile.light(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no SVG that can be read");
  }
}
