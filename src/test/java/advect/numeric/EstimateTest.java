package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
}
