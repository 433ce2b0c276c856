package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfStepTest {
  /** Of log Γ, whose values of size 500 at most have 1e-15 of them in error. */
  private static final double LOG_GAMMA = 1e-12;

  /** Twice what the documentation of digamma promises. */
  private static final double DIGAMMA = 2e-8;

  @ParameterizedTest
  @ValueSource(doubles = {0.125, 0.3, 0.5, 1, 2.5, 17, 49, 50, 99.5, 100, 101, 150})
  void agreesWithTheDifferencesOfCommonsMath(double a) {
    assertThat(HalfStep.logGamma(a))
        .isCloseTo(Gamma.logGamma(a + 0.5) - Gamma.logGamma(a), within(LOG_GAMMA));
    assertThat(HalfStep.digamma(a))
        .isCloseTo(Gamma.digamma(a + 0.5) - Gamma.digamma(a), within(DIGAMMA));
  }

  /**
   * Γ(n + 1/2)/Γ(n) = √π/2 · Π (2k+1)/(2k) for k from 1 to n - 1, here with 40 digits. What differs
   * is the rounding of a few logarithms up to 6, and of a hundred below 1 that are summed.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 99, 100, 1000, 100_000})
  void isExactWhereTheGammaFunctionIsAProduct(int n) {
    BigDecimal product = BigDecimal.ONE;
    MathContext digits = new MathContext(40);
    for (int k = 1; k < n; k++) {
      product =
          product
              .multiply(BigDecimal.valueOf(2L * k + 1))
              .divide(BigDecimal.valueOf(2L * k), digits);
    }
    double expected = Math.log(product.doubleValue()) + Math.log(Math.PI) / 2 - Math.log(2);
    assertThat(HalfStep.logGamma(n)).isCloseTo(expected, within(6e-15));
  }

  /** By the same recursion from ψ(1/2) - ψ(1) = -2 log 2: ψ(3/2) - ψ(1) = 2 - 2 log 2. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 99, 100, 1000, 100_000})
  void theSlopeIsExactWhereDigammaIsASum(int n) {
    BigDecimal sum =
        BigDecimal.valueOf(2)
            .subtract(new BigDecimal("1.3862943611198906188344642429163531361510"));
    MathContext digits = new MathContext(40);
    for (int k = 1; k < n; k++) {
      BigDecimal both = BigDecimal.valueOf(2L * k * (2L * k + 1));
      sum = sum.subtract(BigDecimal.valueOf(2).divide(both, digits));
    }
    double expected = sum.doubleValue();
    assertThat(HalfStep.digamma(n)).isCloseTo(expected, within(1e-14 * expected));
  }
}
