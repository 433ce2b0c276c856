package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BesselTest {
  /** Values by the power series in sixty decimal digits, rounded down in the sixteenth. */
  @ParameterizedTest(name = "z = {0}")
  @CsvSource({
    "1, 0.4657596075936404",
    "5, 0.1835408126093283",
    "10, 0.1278333371634286",
    "20, 0.0897803118848260"
  })
  void agreesWithAPowerSeriesInSixtyDigits(double z, double expected) {
    assertThat(Math.exp(Bessel.logScaledI0(z))).isCloseTo(expected, within(1e-14));
  }

  /**
   * exp(-z) I0(z) = mean of exp(z (cos a - 1)) over the circle. The mean over n points errs by 2
   * exp(-z) I_n(z) and more rapidly vanishing terms: below 1e-16 for n = 400 and z up to 1000.
   */
  @ParameterizedTest(name = "z = {0}")
  @ValueSource(doubles = {0, 1e-3, 0.7, 5, 12, 19.99, 20, 20.01, 25, 60, 300, 1000})
  void agreesWithItsIntegral(double z) {
    int n = 400;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double half = Math.sin(Math.PI * i / n);
      sum += Math.exp(-2 * z * half * half);
    }
    // 400 additions of rounding error 1e-16 each at worst, and the series' own 1e-14.
    assertThat(Bessel.logScaledI0(z)).isCloseTo(Math.log(sum / n), within(6e-14));
  }

  @Test
  void largeArgumentsNeitherOverflowNorVanish() {
    for (double z : new double[] {1e5, 1e10, 1e100, 1e300}) {
      // The next term of the asymptotic series is 1/(8z), at most 1.3e-6.
      double leading = -0.5 * Math.log(2 * Math.PI * z);
      assertThat(Bessel.logScaledI0(z)).isCloseTo(leading, within(1 / (7 * z) + 1e-13));
    }
  }
}
