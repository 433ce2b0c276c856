package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTailTest {
  /**
   * log Φ(-t) of arithmetic with 60 digits. Near 3 the series has 400 ulps of 1; otherwise there
   * are a few of the logarithm. Over the slope of log Φ, more than 0.8 and t, that is t's error.
   */
  @ParameterizedTest
  @CsvSource({
    "0.001, -6.93945383466965178773e-1",
    "0.1, -7.76154592730273320784e-1",
    "0.5, -1.17591176159361860888",
    "1, -1.84102164500926350577",
    "1.9, -3.55028132554213478560",
    "2, -3.78318433368203194884",
    "2.1, -4.02494422224398421935",
    "3, -6.60772622151034954328",
    "5, -15.0649983939887257361",
    "8, -35.0134371599145498955",
    "15, -116.131384845711695236",
    "30, -454.321243956343197107",
    "100, -5005.52420869420508863",
    "1e4, -50000010.1292789151809",
    "1e100, -5e199"
  })
  void itIsThatOfSixtyDigits(double t, double log) {
    assertThat(NormalTail.log(t)).isCloseTo(log, within(1e-13 + 2e-15 * Math.abs(log)));
    assertThat(NormalTail.inverse(log)).isCloseTo(t, within(1e-13 + 1e-15 * t));
  }

  /** Mills' ratio falls, with slope t M - 1; central differences with h = 1e-4 err by h². */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.5, 2.2, 2.99985, 3.00015, 7, 40})
  void theRatioHasItsSlope(double t) {
    double h = 1e-4;
    double slope = (NormalTail.millsRatio(t + h) - NormalTail.millsRatio(t - h)) / (2 * h);
    assertThat(slope).isCloseTo(t * NormalTail.millsRatio(t) - 1, within(1e-8));
  }

  /** A thousand places over all that doubles hold, with tails down to exp(-1e300). */
  @Test
  void theInverseUndoesItEverywhere() {
    for (double exponent = -6; exponent < 150; exponent += 0.156) {
      double t = Math.pow(10, exponent);
      assertThat(NormalTail.inverse(NormalTail.log(t))).isCloseTo(t, within(1e-15 * t + 1e-13));
    }
  }

  @Test
  void halfAndMoreAreZeroAndNothingIsInfinite() {
    assertThat(NormalTail.log(0)).isCloseTo(NormalTail.LOG_HALF, within(1e-15));
    assertThat(NormalTail.inverse(NormalTail.LOG_HALF)).isZero();
    assertThat(NormalTail.inverse(0)).isZero();
    assertThat(NormalTail.inverse(Double.NEGATIVE_INFINITY)).isInfinite();
  }
}
