package advect.plot.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CurveProperties {
  /** Extremes of each column are the oracle: found by looking at every point of it. */
  @Property
  void noColumnLosesItsExtremes(
      @ForAll @IntRange(min = 1, max = 3000) int count,
      @ForAll @IntRange(min = 1, max = 50) int columns,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] x = random.doubles(count, -5, 9).sorted().toArray();
    double[] y = random.doubles(count).map(v -> v < 0.05 ? Double.NaN : v).toArray();
    Curve thin = Curve.of("curve", x, y).inColumns(columns);
    assertThat(thin.size()).isLessThanOrEqualTo(Math.min(count, 3 * columns + 2));
    assertThat(thin.x()).isSorted();
    assertThat(thin.x()[0]).isEqualTo(x[0]);
    assertThat(thin.x()[thin.size() - 1]).isEqualTo(x[count - 1]);
    for (int c = 0; c < columns && count > 1; c++) {
      double[] all = column(x, y, x, columns, c);
      double[] kept = column(thin.x(), thin.y(), x, columns, c);
      assertThat(Arrays.stream(kept).min()).isEqualTo(Arrays.stream(all).min());
      assertThat(Arrays.stream(kept).max()).isEqualTo(Arrays.stream(all).max());
    }
  }

  /** The finite y of a column of the range that {@code whole} spans. */
  private static double[] column(double[] x, double[] y, double[] whole, int columns, int column) {
    double lo = whole[0];
    double width = (whole[whole.length - 1] - lo) / columns;
    return IntStream.range(0, x.length)
        .filter(i -> (int) Math.min(columns - 1, (x[i] - lo) / width) == column)
        .mapToDouble(i -> y[i])
        .filter(Double::isFinite)
        .toArray();
  }

  @Example
  void aSpikeOfAMillionStays() {
    double[] x = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
    double[] y = new double[x.length];
    y[123_456] = 7;
    y[654_321] = -7;
    y[700_000] = Double.NaN;
    Curve thin = Curve.of("curve", x, y).inColumns(100);
    assertThat(thin.size()).isLessThan(310);
    assertThat(thin.y()).contains(7, -7, Double.NaN);
  }

  @Example
  void fewPointsStayAsTheyAre() {
    Curve few = Curve.of("few", new double[] {1, 2, 3}, new double[] {3, 1, 2});
    assertThat(few.inColumns(2)).isSameAs(few);
    Curve upright = Curve.of("upright", new double[9], new double[9]);
    assertThat(upright.inColumns(3).size()).isBetween(2, 9);
  }
}
