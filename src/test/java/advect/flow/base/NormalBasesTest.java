package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One normal and mixtures of them against Commons Math, which inverts covariances. */
class NormalBasesTest {
  /** Covariances of condition 100 at most, and log densities of size 100: 1e-16 of both. */
  private static final double TOLERANCE = 1e-10;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void oneNormal(int dim) {
    BaseDensity density =
        SomeBases.density(
            MultivariateNormal.of(SomeBases.mean(dim, 1), SomeBases.covariance(dim, 2)));
    MultivariateNormalDistribution expected = commons(dim, 1, 2);
    for (double[] z : points(dim)) {
      assertThat(SomeBases.logDensity(density, z))
          .isCloseTo(Math.log(expected.density(z)), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aMixture(int dim) {
    BaseDensity density = SomeBases.density(SomeBases.mixture(dim));
    for (double[] z : points(dim)) {
      double expected =
          (2 * commons(dim, 0, 3).density(z)
                  + 0.5 * commons(dim, 1, 4).density(z)
                  + commons(dim, 2, 5).density(z))
              / 3.5;
      assertThat(SomeBases.logDensity(density, z)).isCloseTo(Math.log(expected), within(TOLERANCE));
    }
  }

  private static MultivariateNormalDistribution commons(int dim, long mean, long covariance) {
    double[] data = SomeBases.covariance(dim, covariance).data;
    double[][] rows = new double[dim][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(data, i * dim, (i + 1) * dim));
    return new MultivariateNormalDistribution(SomeBases.mean(dim, mean), rows);
  }

  private static List<double[]> points(int dim) {
    Random random = new Random(7);
    return random.longs(20).mapToObj(seed -> SomeBases.mean(dim, seed)).toList();
  }

  /**
   * L is held within the doubles, there without a slope in φ: at its mean, N(m, L²) has log p =
   * -log L - log(2π)/2.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-1e300, -800, 800, 1e300})
  void deviationsStayWithinDoubles(double logDeviation) {
    double[] phi = {3, 0, logDeviation, 0, 0};
    BaseDensity density = new MultivariateNormal(2).with(phi);
    double held = logDeviation < 0 ? Double.MIN_NORMAL : Double.MAX_VALUE;
    assertThat(SomeBases.logDensity(density, 3, 0))
        .isCloseTo(-Math.log(held) - Math.log(2 * Math.PI), within(1e-12));
    for (double z : new double[] {3, 4}) {
      double[] score = new double[2];
      double[] phiBar = new double[5];
      density.score(new double[] {z, 0}, score);
      density.addParameterGradient(new double[] {z, 0}, new double[] {1}, phiBar);
      assertThat(Arrays.stream(score).allMatch(Double::isFinite)).isTrue();
      assertThat(Arrays.stream(phiBar).allMatch(Double::isFinite)).isTrue();
      assertThat(phiBar[2]).isZero();
    }
  }

  /** Where all densities are 0, the nearest normal is what is left. */
  @Test
  void farOutAMixtureIsItsWidestNormal() {
    DMatrixRMaj means = new DMatrixRMaj(2, 1);
    GivenBase base = NormalMixture.of(new double[] {1, 3}, means, List.of(square(1), square(4)));
    for (double z : new double[] {1e6, 1e150}) {
      double expected = Math.log(0.75) - z * z / 8 - Math.log(2 * Math.PI * 4) / 2;
      assertThat(SomeBases.logDensity(SomeBases.density(base), z))
          .isCloseTo(expected, within(1e-14 * Math.abs(expected)));
      double[] score = new double[1];
      SomeBases.density(base).score(new double[] {z}, score);
      assertThat(score[0]).isCloseTo(-z / 4, within(1e-14 * z));
    }
    assertThat(SomeBases.logDensity(SomeBases.density(base), 1e200))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /**
   * Where no log density is within doubles, the score is -Σ⁻¹ (z - m) of the normal with the least
   * |L⁻¹ (z - m)|: along the first axis that of variances (4, 1), along the second the other. The
   * means are less than a unit in the last place of z.
   */
  @Test
  void fartherOutTheScoreIsThatOfTheNearestNormal() {
    DMatrixRMaj means = new DMatrixRMaj(2, 2, true, 1, 2, -3, 0);
    List<DMatrixRMaj> shapes = List.of(square(4, 0, 0, 1), square(1, 0, 0, 4));
    BaseDensity density =
        SomeBases.density(NormalMixture.of(new double[] {1, 1e-9}, means, shapes));
    double far = 1e200;
    double[] z = {far, -far / 9, far / 7, -far}; // two points
    double[] score = new double[4];
    density.score(z, score);
    double[] expected = {-far / 4, far / 9, -far / 7, far / 4};
    for (int i = 0; i < 4; i++) assertThat(score[i]).isCloseTo(expected[i], within(1e-14 * far));
    double[] gradient = new double[2 + 4 + 4 + 2];
    density.addParameterGradient(z, new double[] {1, 1}, gradient);
    double[] ofLogits = {-1, 1}; // shares (1, 0) and (0, 1) less weights of 1 and 1e-9
    assertThat(Arrays.copyOf(gradient, 2)).containsExactly(ofLogits, within(1e-8));
  }

  /**
   * Whatever rounding would make of infinities, as a damaged file or an untrained field has them.
   */
  @Test
  void noScoreIsMissing() {
    double[] phi = {0, 0, -600, 600, 1e300}; // m, log Lᵢᵢ, L₁₀
    BaseDensity thin = new MultivariateNormal(2).with(phi);
    double[] z = {1e300, -1e300, 1e10, 3};
    double[] score = new double[4];
    thin.score(z, score);
    assertThat(Arrays.stream(score)).allMatch(Double::isFinite);
    double[] logp = new double[2];
    thin.addLogDensity(z, logp);
    assertThat(logp).containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void withoutGivenParametersTrainingStartsFromStandardNormals() {
    assertThat(SomeBases.logDensity(SomeBases.density(new MultivariateNormal(2)), 1, 2))
        .isCloseTo(-2.5 - Math.log(2 * Math.PI), within(1e-15));
    NormalMixture mixture = new NormalMixture(2, 3);
    assertThat(mixture.initialParameters()).containsExactly(mixture.initialParameters());
    assertThat(mixture.initialParameters()[3]).isNotEqualTo(mixture.initialParameters()[5]);
  }

  @Test
  void impossibleNormalsAreRefused() {
    double[] mean = {0, 0};
    assertRefused(() -> MultivariateNormal.of(mean, square(1, 2, 2, 4)), "not positive definite");
    assertRefused(() -> MultivariateNormal.of(mean, square(1, 0, 0, -1)), "not positive definite");
    assertRefused(() -> MultivariateNormal.of(mean, square(0, 0, 0, 0)), "not positive definite");
    assertRefused(
        () -> MultivariateNormal.of(mean, square(1, 0.5, 0.4, 1)),
        "the covariance of the base is not symmetric: [1][0] is 0.4 and [0][1] is 0.5");
    assertRefused(
        () -> MultivariateNormal.of(mean, square(1, 0, 0, Double.NaN)),
        "the covariance of the base must be finite, got [1.0, 0.0, 0.0, NaN]");
    assertRefused(
        () -> MultivariateNormal.of(new double[] {0, 1 / 0.0}, square(1, 0, 0, 1)),
        "the mean of the base must be finite, got [0.0, Infinity]");
    assertRefused(
        () -> MultivariateNormal.of(new double[3], square(1, 0, 0, 1)),
        "the base: expected a mean [3] and a covariance [3][3], got [3] and [2][2]");
    assertRefused(() -> new MultivariateNormal(0), "dim must be at least 1, got 0");
    assertRefused(() -> new MultivariateNormal(70_000), "at most 65536 dimensions, got 70000");
  }

  @Test
  void impossibleMixturesAreRefused() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          () -> mixture(1, weight),
          "weight 1 (from 0) must be positive, got %s; leave out components without weight"
              .formatted(weight));
    }
    assertRefused(() -> mixture(0, 0), "weight 0 (from 0) must be positive");
    assertRefused(
        () -> mixture(1, 1, 1),
        "expected as many means and covariances as weights, got 2, 2 and 3");
    assertRefused(
        () ->
            NormalMixture.of(
                new double[] {1, 1}, new DMatrixRMaj(2, 1), List.of(square(1), square(-1))),
        "the covariance of component 1 (from 0) is not positive definite");
    assertRefused(() -> new NormalMixture(2, 0), "a mixture needs at least 1 component, got 0");
  }

  private static GivenBase mixture(double... weights) {
    return NormalMixture.of(weights, new DMatrixRMaj(2, 1), List.of(square(1), square(1)));
  }

  private static DMatrixRMaj square(double... values) {
    int side = (int) Math.sqrt(values.length);
    return DMatrixRMaj.wrap(side, side, values);
  }

  private static void assertRefused(Runnable work, String sentence) {
    assertThatThrownBy(work::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
