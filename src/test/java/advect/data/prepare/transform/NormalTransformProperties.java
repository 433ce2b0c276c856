package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.input.PlainMap;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Columns that nobody would wish for. */
class NormalTransformProperties {
  private static final List<DoubleUnaryOperator> SHAPES =
      List.of(
          z -> z,
          z -> 1e300 * z,
          z -> 1e-300 * z,
          z -> 1e9 + 1e-3 * z,
          z -> Math.rint(3 * z),
          z -> z < 1 ? 0 : 1,
          z -> z < 0 ? 0 : Math.exp(z),
          z -> Math.exp(50 * z),
          z -> Math.copySign(Math.exp(z * z * 10), z),
          z -> Math.abs(z) < 0.5 ? 1e-12 * z : z);

  @Provide
  Arbitrary<DoubleUnaryOperator> shapes() {
    return Arbitraries.of(SHAPES);
  }

  private static double[] column(DoubleUnaryOperator shape, int rows, long seed) {
    Random random = new Random(seed);
    double[] column =
        random.doubles(rows).map(u -> shape.applyAsDouble(random.nextGaussian() + u / 8)).toArray();
    double[] sorted = Arrays.stream(column).sorted().toArray();
    Assume.that(sorted[rows - 1] - sorted[0] > 1e-301); // less is refused by name
    return column;
  }

  /**
   * Every column of two values or more has a map that increases but for round-off, whose inverse
   * undoes it to the doubles that there are, and whose derivative is that of the density.
   */
  @Property(tries = 200)
  void anyColumnHasAMap(
      @ForAll("shapes") DoubleUnaryOperator shape,
      @ForAll @IntRange(min = 2, max = 400) int rows,
      @ForAll long seed) {
    double[] column = column(shape, rows, seed);
    NormalTransform transform = NormalTransform.of(column, 0, MarginFit.knots(column, 0));
    double[] sorted = Arrays.stream(column).sorted().distinct().toArray();
    double before = Double.NEGATIVE_INFINITY;
    for (double x : sorted) {
      double y = transform.forward(x);
      double slope = transform.logDerivative(x);
      assertThat(y).isFinite().isGreaterThan(before - 1e-13 * (1 + Math.abs(y)));
      assertThat(slope).isFinite();
      assertThat(transform.logDensity(x))
          .isCloseTo(
              slope - y * y / 2 - Math.log(2 * Math.PI) / 2, within(1e-9 * (1 + Math.abs(slope))));
      // in y: where there is hardly any mass, round-off of y is anything in x
      double doubles = 2 * Math.ulp(x) * Math.exp(slope);
      assertThat(transform.forward(transform.inverse(y)))
          .isCloseTo(y, within(1e-12 * (1 + Math.abs(y)) + doubles));
      before = y;
    }
  }

  /** Repeated values in a column that is not dequantised: the density has a bound in the rows. */
  @Property(tries = 100)
  void moreKnotsNeverMakeASpikeNarrowerThanAMillionth(
      @ForAll @IntRange(min = 10, max = 400) int rows, @ForAll long seed) {
    double[] column = column(z -> Math.abs(z) < 1 ? 0.25 : z, rows, seed);
    for (int knots : List.of(2, 4, 16, RationalSpline.MOST_KNOTS)) {
      NormalTransform transform = NormalTransform.of(column, 0, knots);
      assertThat(transform.logDensity(0.25)).isLessThan(Math.log(1e9));
    }
  }

  /** Cells of width 1: whatever the rows, knots are a cell apart. */
  @Property(tries = 100)
  void knotsAreACellApart(@ForAll @IntRange(min = 20, max = 400) int rows, @ForAll long seed) {
    Random random = new Random(seed);
    double[] points = column(z -> Math.rint(2 * z), rows, seed);
    for (int i = 0; i < points.length; i++) points[i] += random.nextDouble() - 0.5;
    NormalTransform transform = NormalTransform.of(points, 1, RationalSpline.MOST_KNOTS);
    List<Double> knots = new PlainMap("t", transform.tree(), "fit it again").numbers("knots");
    for (int i = 1; i < knots.size(); i++) {
      assertThat(knots.get(i) - knots.get(i - 1)).isGreaterThanOrEqualTo(1);
    }
  }
}
