package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.data.prepare.LinearMode;
import advect.data.prepare.Margins;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.data.prepare.RoundTrip;
import advect.numeric.NormalTail;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedMarginTest {
  private static final int ROWS = 3000;

  /** Half of the rows at multiples of 10, the others anywhere, of normal numbers 100 wide. */
  private static final double[] VALUES = values(ROWS, 1);

  private static final NormalTransform FITTED =
      NormalTransform.counted(inCells(VALUES, 2), 1, 0.5, 8);

  private static double[] values(int rows, long seed) {
    Random random = new Random(seed);
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      double x = 100 * random.nextGaussian();
      values[i] = 0.0 + (random.nextBoolean() ? Math.rint(x) : 10 * Math.rint(x / 10));
    }
    return values;
  }

  private static double[] inCells(double[] values, long seed) {
    Random random = new Random(seed);
    double[] points = new double[values.length];
    for (int i = 0; i < points.length; i++) points[i] = values[i] + random.nextDouble() - 0.5;
    return points;
  }

  private static Map<Double, Long> counts() {
    return Arrays.stream(VALUES)
        .boxed()
        .collect(Collectors.groupingBy(x -> x, Collectors.counting()));
  }

  private static double mass(double from, double to) {
    double a = FITTED.forward(from);
    double b = FITTED.forward(to);
    if (a > 0) return tail(a) - tail(b);
    return b < 0 ? tail(-b) - tail(-a) : 1 - tail(-a) - tail(b);
  }

  private static double tail(double t) {
    return Math.exp(NormalTail.log(t));
  }

  /**
   * (n - δ)/N, and what the curve leaves: the true density, 0.004 at most, and half as much again.
   */
  @Test
  void aStandardNormalDensityGivesEachValueItsShareOfTheRows() {
    Map<Double, Long> counts = counts();
    double once = counts.values().stream().filter(n -> n == 1).count();
    double twice = counts.values().stream().filter(n -> n == 2).count();
    double discount = (once + 0.5) / (once + 2 * twice + 1);
    double rest = discount * counts.size() / ROWS;
    for (int value = -200; value <= 200; value += 5) {
      long n = counts.getOrDefault((double) value, 0L);
      double counted = n == 0 ? 0 : (n - discount) / ROWS;
      assertThat(mass(value - 0.5, value + 0.5)).isBetween(counted, counted + 0.006 * rest);
    }
  }

  /**
   * Differences over 2e-6 of y err by round-off of 1e-15 / 2e-6, and nothing else in a cell but the
   * curve's bend.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-900, -250.2, -99.7, -0.3, 0.2, 3.1, 10.4, 55.6, 130, 251.3, 2000})
  void theDerivativeIsThatOfFiniteDifferences(double x) {
    double h = 1e-6 * Math.exp(-FITTED.logDerivative(x));
    double slope = (FITTED.forward(x + h) - FITTED.forward(x - h)) / (2 * h);
    assertThat(FITTED.logDerivative(x)).isCloseTo(Math.log(slope), within(1e-6));
    double y = FITTED.forward(x);
    double density = FITTED.logDerivative(x) - y * y / 2 - Math.log(2 * Math.PI) / 2;
    assertThat(FITTED.logDensity(x)).isCloseTo(density, within(1e-9));
  }

  /** Across cells and gaps; dx of 2 ulps of x is dy = dx exp(log dy/dx), on the steeper side. */
  @Test
  void theInverseUndoesItAndItIncreases() {
    double before = Double.NEGATIVE_INFINITY;
    for (double y = -30; y <= 30; y += 0.0071) {
      double x = FITTED.inverse(y);
      assertThat(x).isGreaterThan(before);
      double steepest =
          Math.max(FITTED.logDerivative(Math.nextDown(x)), FITTED.logDerivative(Math.nextUp(x)));
      double roundOff = 4 * Math.ulp(x) * Math.exp(steepest);
      assertThat(FITTED.forward(x)).isCloseTo(y, within(1e-12 * (1 + Math.abs(y)) + roundOff));
      before = x;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e300, -800, -40, 0, 40, 800, 1e150, 1e300})
  void everyNumberHasAFiniteImageAndBack(double y) {
    assertThat(FITTED.inverse(y)).isFinite();
    assertThat(FITTED.forward(y)).isFinite();
    assertThat(FITTED.logDerivative(y)).isFinite();
  }

  /** Far from the rows the curve is all, with the weight that values leave it. */
  @Test
  void tailsAreThoseOfTheCurve() {
    NormalTransform curve = NormalTransform.of(inCells(VALUES, 2), 1, 8);
    double rest = FITTED.counts().orElseThrow().rest();
    for (double x : new double[] {-3000, -700, 700, 3000}) {
      assertThat(FITTED.logDensity(x))
          .isCloseTo(curve.logDensity(x) + Math.log(rest), within(1e-9));
    }
  }

  @Test
  void treesKeepTheBitsAndRefuseNonsense() throws Exception {
    Map<String, Object> tree = FITTED.tree();
    ColumnTransform read = Trees.reread(FITTED);
    assertThat(read).isEqualTo(FITTED).hasSameHashCodeAs(FITTED);
    assertThat(read.forward(3.3)).isEqualTo(FITTED.forward(3.3));
    refused(tree, "cells", List.of(0, 2, 2), "increase from 0");
    refused(tree, "rows", List.of(0), "a whole number from 1");
    refused(tree, "width", -1.0, "a positive width");
  }

  private static void refused(Map<String, Object> tree, String key, Object value, String why) {
    Map<String, Object> counts = new LinkedHashMap<>(FITTED.counts().orElseThrow().tree());
    counts.put(key, value);
    Trees.assertRefused(tree, "counts", counts, why);
  }

  /** A curve cannot tell tens from the nine others; counts can, and rows not seen tell so. */
  @Test
  void aColumnWhoseValuesAreUnevenlyUsedIsCounted() {
    Preprocessing fitted = fit(VALUES);
    assertThat(fitted.report().get(0)).contains("the counts of");
    DMatrixRMaj fresh = new DMatrixRMaj(values(ROWS, 3));
    RoundTrip.assertExact(fitted, fresh);
  }

  /** Values that are merely rounded: the curve is as good and simpler. */
  @Test
  void aColumnThatIsMerelyRoundedIsNotCounted() {
    Random random = new Random(4);
    double[] rounded =
        IntStream.range(0, ROWS)
            .mapToDouble(
                i -> Math.rint(15 * random.nextGaussian() + (random.nextBoolean() ? 60 : -60)))
            .toArray();
    assertThat(fit(rounded).report().get(0)).contains("smooth curve").doesNotContain("counts");
  }

  private static Preprocessing fit(double[] values) {
    PreprocessingOptions options =
        PreprocessingOptions.DEFAULT.with(LinearMode.NONE).with(Margins.AUTO);
    return Preprocessing.fit(List.of("x"), new DMatrixRMaj(values), options);
  }
}
