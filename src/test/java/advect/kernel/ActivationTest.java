package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  private static final double STEP = 1e-3;

  /**
   * Fourth-order central differences: truncation h⁴/30 times the fifth derivative of φ or φ', which
   * is below 30 for all of them, is below 1e-12; round-off 1.5 ε |φ| / h is below 4e-12 for |φ| ≤
   * 10.
   */
  private static final double DIFFERENCES = 1e-11;

  @ParameterizedTest
  @EnumSource
  void slopeAndCurvatureAreTheDerivatives(Activation activation) {
    for (int i = -500; i <= 500; i++) {
      double v = 0.02 * i + 0.005; // differences that do not straddle the kink of ELU's curvature
      assertThat(activation.slope(v))
          .as("slope at %s", v)
          .isCloseTo(difference(activation::value, v), within(DIFFERENCES));
      assertThat(activation.curvature(v))
          .as("curvature at %s", v)
          .isCloseTo(difference(activation::slope, v), within(DIFFERENCES));
    }
  }

  private static double difference(DoubleUnaryOperator f, double v) {
    double near = f.applyAsDouble(v + STEP) - f.applyAsDouble(v - STEP);
    double far = f.applyAsDouble(v + 2 * STEP) - f.applyAsDouble(v - 2 * STEP);
    return (8 * near - far) / (12 * STEP);
  }

  @ParameterizedTest
  @EnumSource
  void nothingOverflows(Activation activation) {
    for (double v : new double[] {-1e300, -1000, 1000, 1e300}) {
      assertThat(activation.value(v)).as("value at %s", v).isFinite();
      assertThat(activation.slope(v)).as("slope at %s", v).isBetween(-0.0, 1.0);
      assertThat(activation.curvature(v)).as("curvature at %s", v).isEqualTo(0, within(1e-300));
    }
  }

  /** Closed forms at v = log 2, where exp(v) = 2 and exp(-v) = 1/2. */
  @Test
  void valuesAtLogTwo() {
    double v = StrictMath.log(2);
    double round = 4 * Math.ulp(1.0);
    assertThat(Activation.TANH.value(v)).isEqualTo(0.6, within(round));
    assertThat(Activation.SIGMOID.value(v)).isEqualTo(2.0 / 3, within(round));
    assertThat(Activation.SOFTPLUS.value(v)).isEqualTo(StrictMath.log(3), within(round));
    assertThat(Activation.SILU.value(v)).isEqualTo(2 * v / 3, within(round));
    assertThat(Activation.ELU.value(-v)).isEqualTo(-0.5, within(round));
    assertThat(Activation.ELU.value(v)).isEqualTo(v);
  }
}
