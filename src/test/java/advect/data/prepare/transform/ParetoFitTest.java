package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoFitTest {
  /** The quantile function of the distribution with β = scale at uniform numbers. */
  private static double[] draws(int n, double scale, double shape, long seed) {
    Random random = new Random(seed);
    ParetoTail tail = new ParetoTail(0.5, scale, shape);
    return random
        .doubles(n)
        .map(u -> tail.distance(Math.log(0.5) + Math.log(1 - u)))
        .filter(z -> z > 0)
        .toArray();
  }

  /**
   * Standard errors are (1 + ξ)/√n and β √(2 (1 + ξ)/n) for ξ > -1/2 and less below; five of them,
   * and the shrinkage by 5/n. False alarm below 1e-6 each. At -1 the grid leaves 0.05.
   */
  @ParameterizedTest
  @CsvSource({"-1, 2", "-0.5, 1", "-0.1, 1e-300", "0, 3", "0.5, 1e300", "1, 1", "2, 7"})
  void scaleAndShapeAreFound(double shape, double scale) {
    int n = 4000;
    ParetoFit fit = ParetoFit.of(draws(n, scale, shape, 7), 1);
    double errors = 5 / Math.sqrt(n);
    assertThat(fit.shape()).isCloseTo(shape, within(Math.max(errors * (1 + shape), 0.05)));
    assertThat(fit.scale() / scale)
        .isCloseTo(1, within(Math.max(errors * Math.sqrt(2 * (1 + shape)), 0.05)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 300})
  void theGreatestDistanceIsInside(int n) {
    for (long seed = 0; seed < 50; seed++) {
      double[] distances = draws(n, 1, -1, seed);
      ParetoFit fit = ParetoFit.of(distances, 1);
      ParetoTail tail = new ParetoTail(0.1, fit.scale(), fit.shape());
      double greatest = Arrays.stream(distances).max().orElseThrow();
      assertThat(tail.logSurvival(greatest)).isFinite();
    }
  }

  @Test
  void fewRowsOrRepeatedOnesAreExponential() {
    assertThat(ParetoFit.of(new double[0], 3)).isEqualTo(new ParetoFit(3, 0));
    assertThat(ParetoFit.of(new double[] {1}, 3)).isEqualTo(new ParetoFit(3, 0));
    assertThat(ParetoFit.of(new double[] {1, 3}, 3)).isEqualTo(new ParetoFit(2, 0));
    double[] same = new double[50];
    Arrays.fill(same, 2);
    assertThat(ParetoFit.of(same, 3).shape()).isEqualTo(-1);
  }

  /** S and its hazard against the closed forms of uniform, exponential and 1/z tails. */
  @Test
  void tailsAreThoseOfTheClosedForms() {
    assertThat(new ParetoTail(0.2, 4, -1).logSurvival(3)).isCloseTo(Math.log(0.05), within(1e-15));
    assertThat(new ParetoTail(0.2, 4, -1).logHazard(3)).isCloseTo(0, within(1e-15));
    assertThat(new ParetoTail(0.2, 4, -1).logSurvival(4)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new ParetoTail(0.2, 4, 0).logSurvival(8))
        .isCloseTo(Math.log(0.2) - 2, within(1e-15));
    assertThat(new ParetoTail(0.2, 4, 1).logSurvival(12)).isCloseTo(Math.log(0.05), within(1e-15));
    assertThat(new ParetoTail(0.2, 4, 1).logHazard(12)).isCloseTo(-Math.log(16), within(1e-15));
    assertThat(new ParetoTail(0.2, 4, 1e-11).logSurvival(8))
        .isCloseTo(Math.log(0.2) - 2, within(1e-10));
    assertThatThrownBy(() -> new ParetoTail(0.2, 0, 1)).hasMessageContaining("finite positive");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.3, 0, 1e-9, 0.5, 2})
  void distancesUndoTails(double shape) {
    ParetoTail tail = new ParetoTail(0.1, 3, shape);
    for (double z = 0.01; z < 2.9; z += 0.1) {
      assertThat(tail.distance(tail.logSurvival(z))).isCloseTo(z, within(1e-13));
    }
  }
}
