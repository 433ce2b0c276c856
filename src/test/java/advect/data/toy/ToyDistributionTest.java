package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.input.InputException;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToyDistributionTest {
  static java.util.List<String> names() {
    return ToyDistribution.names();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void drawsAreAFunctionOfTheSeed(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    DMatrixRMaj first = toy.sample(50, new SplittableRandom(7));
    assertThat(toy.sample(50, new SplittableRandom(7)).data).isEqualTo(first.data);
    assertThat(toy.sample(50, new SplittableRandom(8)).data).isNotEqualTo(first.data);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aShorterSampleIsTheStartOfALongerOne(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    double[] longer = toy.sample(20, new SplittableRandom(7)).data;
    double[] shorter = toy.sample(5, new SplittableRandom(7)).data;
    assertThat(longer).startsWith(shorter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void farAwayTheLogDensityFallsAndIsNeverNaN(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    double last = Double.POSITIVE_INFINITY;
    for (double far : new double[] {5, 10, 20, 30, 100, 1e4, 1e10, 1e150, 1e300}) {
      DMatrixRMaj x = new DMatrixRMaj(1, toy.dim());
      x.fill(far);
      double logp = toy.logDensity(x)[0];
      assertThat(logp).isLessThanOrEqualTo(last);
      if (!name.equals("checkerboard") && far <= 1e10) assertThat(logp).isFinite();
      last = logp;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void infinityHasNoDensityAndNaNStaysNaN(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    DMatrixRMaj x = new DMatrixRMaj(1, toy.dim());
    x.data[0] = Double.NEGATIVE_INFINITY;
    assertThat(toy.logDensity(x)[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    x.data[0] = Double.NaN;
    assertThat(toy.logDensity(x)[0]).isNaN();
  }

  @Test
  void aMixtureAtTheMiddleOfItsRingIsEightEqualTerms() {
    // At the origin all eight components agree: p = N(R; 0, s^2) / (2 pi s^2) form, R/s = 8.
    double sd = 0.5 / 1.414;
    double expected = -0.5 * 64 - Math.log(2 * Math.PI * sd * sd);
    double[] logp = ToyDistribution.named("8gaussians").logDensity(new DMatrixRMaj(1, 2));
    assertThat(logp[0]).isCloseTo(expected, within(1e-12)); // round-off of terms of size 32
  }

  @Test
  void moonsIsAnotherNameOfTwoMoonsAndCaseDoesNotCount() {
    assertThat(ToyDistribution.named("moons").name()).isEqualTo("two-moons");
    assertThat(ToyDistribution.named("Two-Moons").name()).isEqualTo("two-moons");
  }

  @Test
  void anUnknownNameIsToldTheNearestAndAllOthers() {
    assertThatThrownBy(() -> ToyDistribution.named("two-moon"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "There is no toy distribution 'two-moon'; did you mean 'two-moons'?")
        .hasMessageContaining("Choose one of: " + String.join(", ", ToyDistribution.names()));
    assertThatThrownBy(() -> ToyDistribution.named("zzz"))
        .hasMessageStartingWith("There is no toy distribution 'zzz'. Choose one of: 8gaussians");
  }

  @Test
  void pointsOfAnotherDimensionAreRefused() {
    assertThatThrownBy(() -> ToyDistribution.named("moons").logDensity(new DMatrixRMaj(4, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two-moons: expected points [n][2], got [4][3]");
  }
}
