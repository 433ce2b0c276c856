package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTTest {
  /** Commons Math takes log Γ of numbers of size 500 at most: 1e-15 of them. */
  private static final double COMMONS = 1e-12;

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 2.5, 30, 500})
  void agreesWithCommonsMath(double nu) {
    TDistribution t = new TDistribution(nu);
    BaseDensity density = SomeBases.density(StudentT.of(nu, 3));
    TDistribution three = new TDistribution(3);
    for (double z : new double[] {0, 1e-9, -0.5, 2, -30, 1e5}) {
      double expected = t.logDensity(z) + three.logDensity(-2 * z);
      assertThat(SomeBases.logDensity(density, z, -2 * z))
          .isCloseTo(expected, within(COMMONS * Math.max(1, Math.abs(expected))));
    }
  }

  /**
   * Cauchy's density is 1/(π (1 + z²)). Far out it is 1/(π z²), of which both logarithms are taken,
   * to 1e-16 of some 700.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, -1e9, 1e12, 1e150, 1e300})
  void farOutTailsAreAlgebraic(double z) {
    BaseDensity cauchy = SomeBases.density(StudentT.of(1));
    double expected = -Math.log(Math.PI) - 2 * Math.log(Math.abs(z));
    assertThat(SomeBases.logDensity(cauchy, z)).isCloseTo(expected, within(1e-11));
    double[] score = new double[1];
    cauchy.score(new double[] {z}, score);
    assertThat(score[0]).isCloseTo(-2 / z, within(1e-10 * Math.abs(2 / z)));
  }

  /** With ν → ∞ log p tends to a normal's; the next term is (z⁴ - 2z² - 1)/(4ν). */
  @Test
  void manyDegreesOfFreedomAreNormal() {
    double nu = 1e7;
    BaseDensity density = SomeBases.density(StudentT.of(nu));
    for (double z : new double[] {0, 0.3, 1, 3, 10}) {
      double normal = -z * z / 2 - Math.log(2 * Math.PI) / 2;
      double next = (Math.pow(z, 4) - 2 * z * z - 1) / (4 * nu);
      // the term after that is below z⁶/ν² = 1e-8
      assertThat(SomeBases.logDensity(density, z)).isCloseTo(normal + next, within(1e-8));
      double[] gradient = new double[1];
      density.addParameterGradient(new double[] {z}, new double[] {1}, gradient);
      assertThat(gradient[0]).isCloseTo(-next, within(1e-3 * Math.abs(next) + 1e-12));
    }
  }

  /** φ may go anywhere, and ν stays where the density can be worked out. */
  @Test
  void nuIsHeldWithinItsBounds() {
    StudentT t = new StudentT(1);
    for (double phi : new double[] {-800, -50, 50, 800}) {
      BaseDensity held = t.with(new double[] {phi});
      BaseDensity bound = SomeBases.density(StudentT.of(phi < 0 ? StudentT.LEAST : StudentT.MOST));
      // the bound's logarithm is rounded
      assertThat(SomeBases.logDensity(held, 2))
          .isCloseTo(SomeBases.logDensity(bound, 2), within(1e-14));
      double[] gradient = new double[1];
      held.addParameterGradient(new double[] {2}, new double[] {1}, gradient);
      assertThat(gradient).containsExactly(0);
    }
  }

  @Test
  void trainingStartsFromTheGivenNu() {
    GivenBase given = StudentT.of(3, 5);
    assertThat(given.initialParameters()).containsExactly(Math.log(3), Math.log(5));
    assertThat(given.fixed().initialParameters()).isEmpty();
    assertThat(given.fixed().parameters()).isEqualTo(List.of());
    assertThat(given.fixed().values()).containsExactly(given.values());
    assertThat(new StudentT(2).initialParameters()).containsExactly(Math.log(10), Math.log(10));
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double nu : new double[] {0, -1, 0.1, 1e9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> StudentT.of(3, nu))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("nu of coordinate 1 (from 0) must be from 0.25 to 1.0E8, got " + nu);
    }
    assertThatThrownBy(StudentT::of).hasMessage("dim must be at least 1, got 0");
    assertThatThrownBy(() -> GivenBase.of(new StudentT(2), 1))
        .hasMessage("the base has 2 parameters, got 1");
    assertThatThrownBy(() -> GivenBase.of(new StudentT(2), 1, Double.NaN))
        .hasMessage("parameters must be finite, got [1.0, NaN]");
    assertThatThrownBy(() -> GivenBase.of(StudentT.of(3), 1))
        .hasMessage("the base has its parameters already; give its family");
  }
}
