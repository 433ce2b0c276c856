package advect.experiment.check;

import static org.assertj.core.api.Assertions.assertThat;

import advect.model.Percentiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ExtremeRowsTest {
  /** Row i is i and has log density (7 i mod n) - n, all different since 7 and n are coprime. */
  private static ExtremeRows rows(int n) {
    double[] values = IntStream.range(0, n).asDoubleStream().toArray();
    double[] logp = IntStream.range(0, n).mapToDouble(i -> 7 * i % n - n).toArray();
    return new ExtremeRows(List.of("i"), Map.of(), DMatrixRMaj.wrap(n, 1, values), logp);
  }

  @Test
  void tenOfEachEndTheLowestFirst() {
    ExtremeRows rows = rows(100);
    double[] expected = IntStream.range(0, 100).mapToDouble(i -> i - 100).toArray();
    assertThat(rows.order().stream().mapToDouble(i -> rows.logDensities()[i]).toArray())
        .startsWith(Arrays.copyOf(expected, 10))
        .endsWith(Arrays.copyOfRange(expected, 90, 100))
        .hasSize(20);
  }

  @Test
  void fewRowsComeOnce() {
    assertThat(rows(20).order()).hasSize(20).doesNotHaveDuplicates();
    assertThat(rows(1).order()).containsExactly(0);
  }

  @Test
  void aLineHasTheRowItsLogDensityAndItsPercentile() {
    DMatrixRMaj values = new DMatrixRMaj(new double[][] {{0.1, 3, 1}, {1e-300, -2, 0}});
    ExtremeRows rows =
        new ExtremeRows(
            List.of("a, \"b\"", "n", "city"),
            Map.of("city", List.of("Berlin, Ohio", "Rome")),
            values,
            new double[] {-1.5, -2});
    assertThat(rows.csv(Percentiles.of(new double[] {-3, -2, -1})))
        .isEqualTo(
            """
            "a, ""b""\",n,city,logp,percentile
            1.0E-300,-2,"Berlin, Ohio",-2.0,50.0
            0.1,3,Rome,-1.5,75.0
            """);
  }
}
