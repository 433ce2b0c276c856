package advect.plot.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measure that other tests judge colours by. */
class Ciede2000Test {
  /**
   * Rows 1, 7, 9, 13, 17, 21 and 25 of the table of Sharma, Wu and Dalal, which has four places.
   */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, 0, 0, 50, -1, 2, 2.3669",
    "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
    "50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644"
  })
  void itIsThatOfTheTable(
      double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
    double[] one = {l1, a1, b1};
    double[] other = {l2, a2, b2};
    assertThat(Ciede2000.between(one, other)).isCloseTo(expected, within(5e-5));
    assertThat(Ciede2000.between(other, one)).isCloseTo(expected, within(5e-5));
  }
}
