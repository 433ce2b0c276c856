package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.data.prepare.transform.Laws.Law;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTransformTest {
  private static final int ROWS = 8000;
  private static final Map<String, NormalTransform> FITTED = new ConcurrentHashMap<>();

  static List<Law> laws() {
    return Laws.ALL;
  }

  private static NormalTransform fitted(Law law) {
    return FITTED.computeIfAbsent(
        law.name(),
        name -> {
          double[] draws = law.draws(ROWS, 1);
          return NormalTransform.of(draws, 0, MarginFit.knots(draws, 0));
        });
  }

  /** log φ(y) + log dy/dx, the density of x by the transform's own words. */
  private static double logDensity(ColumnTransform transform, double x) {
    double y = transform.forward(x);
    return transform.logDerivative(x) - y * y / 2 - Math.log(2 * Math.PI) / 2;
  }

  /**
   * The divergence, as a mean over fresh points whose standard error is √(2 · 0.01 / 100,000) =
   * 4.5e-4: the log ratio of densities this close has a variance of twice their divergence.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void theMarginIsLearnedToAHundredthOfANat(Law law) {
    NormalTransform transform = fitted(law);
    double divergence =
        Arrays.stream(law.draws(100_000, 2))
            .map(x -> law.log().applyAsDouble(x) - logDensity(transform, x))
            .average()
            .orElseThrow();
    assertThat(divergence).isBetween(-0.001, 0.01);
  }

  /** y has mean 0 and variance 1 over fresh points: four errors of 100,000, and those of 8,000. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void theColumnBecomesStandardNormal(Law law) {
    NormalTransform transform = fitted(law);
    double[] y = Arrays.stream(law.draws(100_000, 3)).map(transform::forward).toArray();
    double mean = Arrays.stream(y).average().orElseThrow();
    double square = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(ROWS)));
    assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2.0 / ROWS)));
  }

  /** ξ = 1, with a standard error of about 0.07; log p errs by that times log of the distance. */
  @Test
  void aPowerLawGoesOnBeyondTheRows() {
    NormalTransform transform = fitted(Laws.CAUCHY);
    double far = 10 * Arrays.stream(Laws.CAUCHY.draws(ROWS, 1)).max().orElseThrow();
    assertThat(logDensity(transform, far))
        .isCloseTo(Laws.CAUCHY.log().applyAsDouble(far), within(1.0));
  }

  /**
   * Of ξ within 0.1 of -1 the density at 1e-3 of a tail from its end is off by e^(0.1 log 1000) = 2
   * at most; beyond it is that of G, log(1/16000) - log 4, to a nat.
   */
  @Test
  void aHardEdgeIsFoundJustBeyondTheRows() {
    NormalTransform transform = fitted(Laws.UNIFORM);
    assertThat(logDensity(transform, 0.9999)).isCloseTo(0, within(0.7));
    assertThat(logDensity(transform, 1.02)).isCloseTo(-11.1, within(1.0));
    assertThat(logDensity(transform, -0.02)).isCloseTo(-11.1, within(1.0));
  }

  /**
   * Simpson's rule on cells of equal steps in y. Beyond a hard edge a step of 5e-4 in y is some
   * 2e-3 in x: the one cell that the edge falls into errs by a fraction of that.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void theDensityHasMassOne(Law law) {
    NormalTransform transform = fitted(law);
    DoubleUnaryOperator p = x -> Math.exp(transform.logDensity(x));
    double sum = 0;
    double from = -5;
    int cells = 20_000;
    double left = transform.inverse(from);
    for (int i = 1; i <= cells; i++) {
      double right = transform.inverse(from + 10.0 * i / cells);
      double middle = left + (right - left) / 2;
      sum +=
          (right - left)
              / 6
              * (p.applyAsDouble(left) + 4 * p.applyAsDouble(middle) + p.applyAsDouble(right));
      left = right;
    }
    assertThat(sum).isCloseTo(1, within(1e-3));
  }

  /** Both ways of finding the density agree to round-off of log F. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void theDerivativeIsThatOfTheDensityAndOfDifferences(Law law) {
    NormalTransform transform = fitted(law);
    for (double x : law.draws(300, 4)) {
      assertThat(logDensity(transform, x)).isCloseTo(transform.logDensity(x), within(1e-10));
      // y changes by 1e-5: round-off of 1e-15 leaves 1e-10, a kink of the slope at a joint less
      // than
      // the change of log p within h
      double h = 1e-5 * Math.exp(-transform.logDerivative(x));
      double slope = (transform.forward(x + h) - transform.forward(x - h)) / (2 * h);
      assertThat(transform.logDerivative(x)).isCloseTo(Math.log(slope), within(1e-3));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void theInverseUndoesItAndItIncreases(Law law) {
    NormalTransform transform = fitted(law);
    double before = Double.NEGATIVE_INFINITY;
    for (double y = -30; y <= 30; y += 0.037) {
      double x = transform.inverse(y);
      assertThat(x).isGreaterThan(before);
      // dx = 2 ulps of x is dy = dx exp(log dy/dx)
      double roundOff = 2 * Math.ulp(x) * Math.exp(transform.logDerivative(x));
      assertThat(transform.forward(x)).isCloseTo(y, within(1e-13 * (1 + Math.abs(y)) + roundOff));
      before = x;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e300, -800, -40, 0, 40, 800, 1e150, 1e300})
  void everyNumberHasAFiniteImageAndBack(double y) {
    for (Law law : laws()) {
      NormalTransform transform = fitted(law);
      assertThat(transform.inverse(y)).isFinite();
      assertThat(transform.forward(y)).isFinite();
      assertThat(transform.logDerivative(y)).isFinite();
    }
  }

  @Test
  void treesKeepTheBitsAndRefuseNonsense() throws Exception {
    NormalTransform transform = fitted(Laws.STUDENT);
    Map<String, Object> tree = transform.tree();
    ColumnTransform read = Trees.reread(transform);
    assertThat(read).isEqualTo(transform).hasSameHashCodeAs(transform);
    assertThat(read.forward(0.3)).isEqualTo(transform.forward(0.3));
    Trees.assertRefused(tree, "shares", List.of(0.2, 0.1), "as many");
    Trees.assertRefused(tree, "slopes", List.of("a"), "a finite number");
    Trees.assertRefused(tree, "upper", -2.0, "a shape of -1 or more");
    Trees.assertRefused(tree, "weight", 0.0, "a weight between 0 and 1");
    Trees.assertRefused(tree, "kind", "norm", "identity, log, logit, histogram or normal");
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(fitted(Laws.NORMAL).formula())
        .matches("the normal quantile of its rank, by a smooth curve through \\d+ points");
  }
}
