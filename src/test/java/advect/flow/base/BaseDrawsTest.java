package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Draws have their base's distribution, by Kolmogorov and Smirnov's test with a fixed seed: √n
 * times the largest gap between the distribution functions is above 2.75 by chance in 2 exp(-2 ·
 * 2.75²) = 5e-7 of all cases.
 */
class BaseDrawsTest {
  private static final int DRAWS = 20_000;
  private static final double CRITICAL = 2.75;

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.7, 1, 3, 40, 1e6})
  void studentT(double nu) {
    double[] z = drawn(StudentT.of(2, nu), 1);
    double[] second = Arrays.copyOfRange(z, DRAWS, 2 * DRAWS);
    assertHas(new TDistribution(2)::cumulativeProbability, Arrays.copyOf(z, DRAWS));
    DoubleUnaryOperator law =
        nu < 1e5
            ? new TDistribution(nu)::cumulativeProbability
            : new NormalDistribution()::cumulativeProbability; // to 1/(4 ν) or so
    assertHas(law, second);
  }

  /** Coordinates that were not independent would have other products of signs. */
  @Test
  void coordinatesOfStudentTAreIndependent() {
    double[] z = drawn(StudentT.of(1, 1), 2);
    double agreements = 0;
    for (int s = 0; s < DRAWS; s++) agreements += z[s] * z[DRAWS + s] > 0 ? 1 : 0;
    // 5 standard deviations of a binomial share: false alarm 6e-7
    assertThat(agreements / DRAWS).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(DRAWS)));
  }

  /** Any sum of coordinates is normal, and the squared distance from the mean is χ². */
  @Test
  void multivariateNormal() {
    int dim = 3;
    double[] mean = SomeBases.mean(dim, 1);
    DMatrixRMaj covariance = SomeBases.covariance(dim, 2);
    GivenBase base = MultivariateNormal.of(mean, covariance);
    double[] z = drawn(base, 3);
    for (double[] along : directions()) {
      assertHas(projection(mean, covariance, along)::cumulativeProbability, along(z, along));
    }
    double[] y =
        new CholeskyNormal(base.values(), new NormalPlace(dim, 0, dim, 2 * dim)).whitened(z);
    double[] square = new double[DRAWS];
    for (int i = 0; i < y.length; i++) square[i % DRAWS] += y[i] * y[i];
    assertHas(new ChiSquaredDistribution(dim)::cumulativeProbability, square);
  }

  @Test
  void mixture() {
    int dim = 3;
    double[] z = drawn(SomeBases.mixture(dim), 4);
    double[] weights = {2 / 3.5, 0.5 / 3.5, 1 / 3.5};
    for (double[] along : directions()) {
      List<NormalDistribution> parts =
          List.of(
              projection(SomeBases.mean(dim, 0), SomeBases.covariance(dim, 3), along),
              projection(SomeBases.mean(dim, 1), SomeBases.covariance(dim, 4), along),
              projection(SomeBases.mean(dim, 2), SomeBases.covariance(dim, 5), along));
      assertHas(v -> mixed(weights, parts, v), along(z, along));
    }
  }

  @Test
  void kernels() {
    int dim = 3;
    double[] z = drawn(SomeBases.kernels(dim), 5);
    double[] weights = {2 / 3.5, 0.5 / 3.5, 1 / 3.5};
    DMatrixRMaj covariance = CommonOps_DDRM.identity(dim);
    CommonOps_DDRM.scale(0.6 * 0.6, covariance);
    for (double[] along : directions()) {
      List<NormalDistribution> parts =
          List.of(
              projection(SomeBases.mean(dim, 0), covariance, along),
              projection(SomeBases.mean(dim, 1), covariance, along),
              projection(SomeBases.mean(dim, 2), covariance, along));
      assertHas(v -> mixed(weights, parts, v), along(z, along));
    }
  }

  /** Distribution function of a mixture. */
  private static double mixed(double[] weights, List<NormalDistribution> parts, double v) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * parts.get(k).cumulativeProbability(v);
    }
    return sum;
  }

  /** With these, two distributions on three dimensions that agree along all are much alike. */
  private static List<double[]> directions() {
    return List.of(
        new double[] {1, 0, 0},
        new double[] {0, 1, 0},
        new double[] {0, 0, 1},
        new double[] {1, 1, 0},
        new double[] {1, 0, -1},
        new double[] {0.5, -1, 2});
  }

  /** aᵀz for z from N(m, Σ) is from N(aᵀm, aᵀΣa). */
  private static NormalDistribution projection(
      double[] mean, DMatrixRMaj covariance, double[] along) {
    double m = 0;
    double variance = 0;
    for (int i = 0; i < along.length; i++) {
      m += along[i] * mean[i];
      for (int j = 0; j < along.length; j++) {
        variance += along[i] * covariance.get(i, j) * along[j];
      }
    }
    return new NormalDistribution(m, Math.sqrt(variance));
  }

  private static double[] along(double[] z, double[] direction) {
    double[] sum = new double[DRAWS];
    for (int i = 0; i < z.length; i++) sum[i % DRAWS] += direction[i / DRAWS] * z[i];
    return sum;
  }

  private static double[] drawn(Base base, long seed) {
    double[] z = new double[base.dim() * DRAWS];
    SomeBases.density(base).sample(new SplittableRandom(seed), z);
    return z;
  }

  private static void assertHas(DoubleUnaryOperator distribution, double... draws) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    double gap = 0;
    for (int i = 0; i < sorted.length; i++) {
      double p = distribution.applyAsDouble(sorted[i]);
      gap = Math.max(gap, Math.max(p - (double) i / DRAWS, (i + 1.0) / DRAWS - p));
    }
    assertThat(gap * Math.sqrt(DRAWS)).isLessThan(CRITICAL);
  }
}
