package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** Of 1, 2, 6: the mean is 3, the squares about it are 14, the variance 14 / 2, over n 7 / 3. */
  @Test
  void theStandardErrorIsTheDeviationOverTheRootOfTheNumber() {
    Estimate estimate = Estimate.of(new double[] {1, 2, 6});
    assertThat(estimate.mean()).isCloseTo(3, within(1e-15));
    assertThat(estimate.standardError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-15));
  }

  @Test
  void aLoneNumberDoesNotTellItsError() {
    assertThat(Estimate.of(new double[] {4})).isEqualTo(new Estimate(4, Double.NaN));
  }

  @ParameterizedTest
  @CsvSource({
    "2.64831234, 0.0022345, 2.6483 ± 0.0022",
    "2.4, 0.01, 2.400 ± 0.010",
    "-1.0807702824, 0.468915, -1.08 ± 0.47",
    "216.9975, 7.9381, 217.0 ± 7.9",
    "518.3021, 15.9152, 518 ± 16",
    "12345.6, 150.3, 12350 ± 150",
    "0.9999, 0.0996, 1.00 ± 0.10",
    "5, 9.96, 5 ± 10",
    "-0.001, 0.2, 0.00 ± 0.20",
    "0.99999997, 4.8e-8, 0.999999970 ± 0.000000048",
    "3.44e-11, 4e-12, (3.44 ± 0.40)e-11",
    "0, 3e-7, (0.0 ± 3.0)e-7",
    "1, 0, 1.0000 ± 0",
    "1, NaN, 1.0000",
    "1, Infinity, 1.0000",
    "NaN, 1, NaN"
  })
  void noDigitIsShownThatTheErrorDoesNotSupport(double mean, double error, String text) {
    Estimate estimate = new Estimate(mean, error);
    assertThat(estimate.text()).isEqualTo(text);
    if (!text.startsWith("(")) assertThat(text.split(" ", -1)[0]).isEqualTo(estimate.meanText());
  }

  /**
   * The oracle needs no decimal arithmetic: a unit of the second digit is a tenth of the error at
   * most, and rounding takes half a unit at most from the error and from the number.
   */
  @Test
  void theTextSaysBothToATwentiethOfTheError() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double error = Math.exp(8 * random.nextGaussian());
      double mean = 100 * error * random.nextGaussian();
      String text = new Estimate(mean, error).text();
      double power =
          text.contains("e") ? Double.parseDouble("1" + text.replaceAll(".*\\)", "")) : 1;
      String[] both = text.replaceAll("[()]|e.*", "").split(" ± ", -1);
      assertThat(power * Double.parseDouble(both[1])).isCloseTo(error, within(0.0501 * error));
      assertThat(power * Double.parseDouble(both[0])).isCloseTo(mean, within(0.0501 * error));
      assertThat(both[1].replaceAll("\\D|^[0.]+", "").length()).as(text).isGreaterThan(1);
    }
  }

  /** 3-4-5. */
  @Test
  void independentErrorsAddInSquares() {
    assertThat(new Estimate(1, 0.3).withError(-0.4)).isEqualTo(new Estimate(1, 0.5));
    assertThat(new Estimate(1, 0.3).withError(Double.NaN)).isEqualTo(new Estimate(1, 0.3));
  }
}
