package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M1,2 L3.004,4 L3,-0.5 Z          | m1 2 2 2 0-4.5z",
        "M10,10 Q11,10 11,11 L12,11       | m10 10q1 0 1 1l1 0",
        "M0,0 C1,0 2,0.126 3,0 M5,5 L6,6  | m0 0c1 0 2 .13 3 0m2 5 1 1",
        "M-0,-4.828125 L-1e-7,1E2         | m0-4.83 0 104.83",
        "M1,1 L1.001,1 L1.001,1 L2,1      | m1 1 0 0 1 0",
        "M1,1 L2,1 Z M3,3 L3,4            | m1 1 1 0zm2 2 0 1",
        "M0,0 L0.05,-0.05 L0.5,100.1      | m0 0 .05-.05 .45 100.15"
      })
  void stepsAreToldFromWhereTheLastEnded(String data, String expected) {
    assertThat(SvgPath.text(SvgPath.parse(data).orElseThrow())).isEqualTo(expected);
  }

  /** Each place is rounded by itself: thousand thirds end where they should, not 3.33 before. */
  @Test
  void roundingDoesNotAddUp() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, 0);
    for (int k = 1; k <= 1000; k++) path.lineTo(k / 3.0, k);
    double[] numbers =
        Arrays.stream(SvgPath.text(path).substring(1).split(" ", 0))
            .mapToDouble(Double::parseDouble)
            .toArray();
    double across = 0;
    for (int k = 0; k < numbers.length; k += 2) across += numbers[k];
    assertThat(Math.round(100 * across)).isEqualTo(33_333);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m1 2 3 4", "M1 2 A3 4 5 0 0 1 2", "L1 2", "M1", "M1 2 L3 M4 5", "M1,2 L3,x", "Z"})
  void whatIsNotUnderstoodIsLeftAlone(String data) {
    assertThat(SvgPath.parse(data)).isEmpty();
  }

  @Test
  void curvesKeepTheirPoints() {
    Path2D path = SvgPath.parse("M1 2Q3 4 5 6C7 8 9 10 11 12Z").orElseThrow();
    PathIterator i = path.getPathIterator(null);
    double[] at = new double[6];
    i.next();
    assertThat(i.currentSegment(at)).isEqualTo(PathIterator.SEG_QUADTO);
    assertThat(at).startsWith(3, 4, 5, 6);
    i.next();
    assertThat(i.currentSegment(at)).isEqualTo(PathIterator.SEG_CUBICTO);
    assertThat(at).containsExactly(7, 8, 9, 10, 11, 12);
  }
}
