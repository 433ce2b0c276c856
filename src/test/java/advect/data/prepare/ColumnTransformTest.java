package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.IdentityTransform;
import advect.data.prepare.transform.LogTransform;
import advect.data.prepare.transform.LogitTransform;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTransformTest {
  static List<ColumnTransform> all() {
    return List.of(
        new IdentityTransform(),
        new LogTransform(0),
        new LogTransform(-0.5),
        new LogitTransform(0, 1),
        new LogitTransform(-3, 40));
  }

  /** A point of the support, for u in (0, 1). */
  private static double point(ColumnTransform transform, double u) {
    double low = Double.isInfinite(transform.low()) ? -7 : transform.low();
    double high = Double.isInfinite(transform.high()) ? low + 20 : transform.high();
    return low + u * (high - low);
  }

  /**
   * A central difference with step h = 1e-5 d, d the distance to the nearest bound, errs by
   * (h/d)²/3 = 3e-11 relatively and by round-off of 40 · 1e-16 / (1e-5 · 0.02): below 1e-8.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void theDerivativeIsThatOfFiniteDifferences(ColumnTransform transform) {
    for (double u = 0.02; u < 1; u += 0.07) {
      double x = point(transform, u);
      double h =
          1e-5 * Math.min(Math.min(x - transform.low(), transform.high() - x), Math.abs(x) + 1);
      double slope = (transform.forward(x + h) - transform.forward(x - h)) / (2 * h);
      assertThat(transform.logDerivative(x)).isCloseTo(Math.log(slope), within(1e-8));
    }
  }

  /** Round-off of a few last places of numbers up to 40. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void theInverseUndoesIt(ColumnTransform transform) {
    for (double u = 0.001; u < 1; u += 0.013) {
      double x = point(transform, u);
      assertThat(transform.inverse(transform.forward(x))).isCloseTo(x, within(4e-14));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void theInverseStaysInsideTheBoundsForAnyPoint(ColumnTransform transform) {
    for (double y : new double[] {-1e300, -800, -40, 0, 40, 800, 1e300}) {
      assertThat(transform.contains(transform.inverse(y))).as("%s", y).isTrue();
    }
  }

  /**
   * With y standard normal, p(x) = N(T(x)) T'(x) is a density of x. Simpson's rule on 20,000 cells
   * of a smooth p errs by about h⁴ p''''/180 · length, h at most 0.006 of the narrowest feature:
   * below 1e-8; the tails left out hold 2e-9 at six deviations.
   */
  @Test
  void aNormalDensityKeepsItsMass() {
    assertThat(mass(new LogTransform(2), 2 + Math.exp(-6), 2 + Math.exp(6)))
        .isCloseTo(1, within(1e-7));
    assertThat(mass(new LogitTransform(-3, 40), -3, 40)).isCloseTo(1, within(1e-7));
  }

  private static double mass(ColumnTransform transform, double from, double to) {
    DoubleUnaryOperator p =
        x -> {
          if (!transform.contains(x)) return 0;
          double y = transform.forward(x);
          return Math.exp(transform.logDerivative(x) - y * y / 2) / Math.sqrt(2 * Math.PI);
        };
    // equal cells in a variable that is fine near the lower end: x = from + (to - from) s³
    int cells = 20_000;
    double sum = 0;
    for (int i = 0; i <= cells; i++) {
      double s = (double) i / cells;
      double weight = i == 0 || i == cells ? 1 : 2 + 2 * (i % 2);
      double dxds = 3 * s * s * (to - from);
      sum += weight * dxds * p.applyAsDouble(from + (to - from) * s * s * s);
    }
    return sum / (3 * cells);
  }

  @Test
  void boundsMustIncreaseAndBeFinite() {
    assertThatThrownBy(() -> new LogitTransform(1, 1)).hasMessageContaining("found 1.0 and 1.0");
    assertThatThrownBy(() -> new LogitTransform(0, Double.NaN))
        .hasMessageContaining("must be finite");
    assertThatThrownBy(() -> new LogTransform(Double.POSITIVE_INFINITY))
        .hasMessageContaining("finite");
  }
}
