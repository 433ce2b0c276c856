package advect.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * A row of weight n is a row that is there n times. Sums of some hundred terms in another order
 * differ by 1e-14 of them; log densities, whose squared distances are some ten, by 1e-12.
 */
class WeightedRowsTest {
  private static final double ROUNDING = 1e-10;
  private static final WeightedRows TRAINING = rows(200, 1);
  private static final WeightedRows VALIDATION = rows(60, 2);
  private static final DMatrixRMaj FRESH = rows(40, 3).rows();

  /** Two overlapping hills of three columns, with weights 0, 1, 2, 3. */
  private static WeightedRows rows(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double hill = 5 * random.nextInt(2);
      for (int c = 0; c < 3; c++) rows.set(i, c, hill + (1 + c) * random.nextGaussian());
      weights[i] = random.nextInt(4);
    }
    return new WeightedRows(rows, weights);
  }

  private static WeightedRows repeated(WeightedRows weighted) {
    List<Integer> which = new ArrayList<>();
    for (int i = 0; i < weighted.weights().length; i++) {
      for (int k = 0; k < weighted.weights()[i]; k++) which.add(i);
    }
    DMatrixRMaj rows = new DMatrixRMaj(which.size(), weighted.rows().numCols);
    for (int k = 0; k < which.size(); k++) {
      for (int c = 0; c < rows.numCols; c++) {
        rows.set(k, c, weighted.rows().get(which.get(k), c));
      }
    }
    return WeightedRows.of(rows);
  }

  private static WeightedRows scaled(WeightedRows rows, double factor) {
    double[] weights = rows.weights().clone();
    for (int i = 0; i < weights.length; i++) weights[i] *= factor;
    return new WeightedRows(rows.rows(), weights);
  }

  @Test
  void theGaussianOfWeightsIsThatOfRepeatedRows() {
    assertThat(FullGaussian.fit(TRAINING).logDensity(FRESH))
        .containsExactly(FullGaussian.fit(repeated(TRAINING)).logDensity(FRESH), within(ROUNDING));
  }

  @Test
  void kernelsOfWeightsAreThoseOfRepeatedRows() {
    KernelDensity weighted = KernelDensity.fit(TRAINING, VALIDATION, 1);
    KernelDensity twice = KernelDensity.fit(repeated(TRAINING), repeated(VALIDATION), 1);
    assertThat(weighted.bandwidths().scales()).isEqualTo(twice.bandwidths().scales());
    assertThat(weighted.logDensity(FRESH))
        .containsExactly(twice.logDensity(FRESH), within(ROUNDING));
  }

  /** From the same three Gaussians; k-means++ draws other rows where some are repeated. */
  @Test
  void expectationMaximizationOfWeightsIsThatOfRepeatedRows() {
    WeightedRows z = TRAINING.positive().forward(ColumnScale.of(TRAINING));
    Mixture start = Mixture.maximizing(z, StartByKMeans.responsibilities(z.rows(), 3, 1));
    ExpectationMaximization weighted = ExpectationMaximization.from(start, z);
    ExpectationMaximization twice = ExpectationMaximization.from(start, repeated(z));
    assertThat(start.components()).hasSize(3);
    assertThat(weighted.converged()).isEqualTo(twice.converged());
    DMatrixRMaj fresh = ColumnScale.of(TRAINING).forward(FRESH);
    assertThat(logp(weighted, fresh)).containsExactly(logp(twice, fresh), within(ROUNDING));
    assertThat(logp(weighted, fresh)).isNotEqualTo(Mixture.logDensity(start.logTerms(fresh)));
  }

  private static double[] logp(ExpectationMaximization fit, DMatrixRMaj rows) {
    return Mixture.logDensity(fit.mixture().logTerms(rows));
  }

  /** One Gaussian has no start to differ by. */
  @Test
  void oneGaussianOfAMixtureIsThatOfRepeatedRows() {
    WeightedRows few = TRAINING.select(new int[] {3, 4, 5, 6, 7, 8, 9});
    MixtureOfGaussians weighted = MixtureOfGaussians.fit(few, VALIDATION, 1);
    ExpectationMaximization twice =
        ExpectationMaximization.fit(repeated(few.positive().forward(ColumnScale.of(few))), 1, 1);
    double[] expected = logp(twice, ColumnScale.of(few).forward(FRESH));
    double jacobian = ColumnScale.of(few).logDeterminant();
    for (int i = 0; i < expected.length; i++) expected[i] += jacobian;
    assertThat(weighted.components()).isEqualTo(1);
    // seven rows of three columns: squared distances of a thousand, and so 1e-11 of rounding
    assertThat(weighted.logDensity(FRESH)).containsExactly(expected, within(1e-9));
  }

  /** A power of two scales every weight without rounding, and so all but Scott's n stays. */
  @Test
  void theUnitOfWeightsIsFree() {
    for (double factor : new double[] {0x1p-40, 0x1p40}) {
      WeightedRows other = scaled(TRAINING, factor);
      assertThat(FullGaussian.fit(other).logDensity(FRESH))
          .containsExactly(FullGaussian.fit(TRAINING).logDensity(FRESH));
      assertThat(MixtureOfGaussians.fit(other, VALIDATION, 1).logDensity(FRESH))
          .containsExactly(MixtureOfGaussians.fit(TRAINING, VALIDATION, 1).logDensity(FRESH));
    }
  }

  /** A mixture that sees mostly one of two hills puts as much of its mass there. */
  @Test
  void mixturesFollowTheWeights() {
    WeightedRows left = rows(400, 5);
    double[] weights = new double[400];
    double heavy = 0;
    for (int i = 0; i < 400; i++) {
      weights[i] = left.rows().get(i, 0) < 2.5 ? 9 : 1;
      heavy += weights[i] == 9 ? 9 : 0;
    }
    WeightedRows skewed = new WeightedRows(left.rows(), weights);
    MixtureOfGaussians mixture = MixtureOfGaussians.fit(skewed, skewed, 1);
    double mean = 0;
    for (int k = 0; k < mixture.components(); k++) {
      mean += mixture.weights()[k] * mixture.means().get(k, 0);
    }
    double expected = 0;
    for (int i = 0; i < 400; i++) {
      expected += weights[i] * left.rows().get(i, 0) / skewed.total();
    }
    assertThat(heavy / skewed.total()).isGreaterThan(0.85);
    // a step of maximization keeps the mean: Σ w μ = Σ weight x / Σ weight
    assertThat(mean).isCloseTo(expected, within(ROUNDING));
  }

  @Test
  void badWeightsAreNamed() {
    DMatrixRMaj x = new DMatrixRMaj(2, 1);
    assertThatThrownBy(() -> new WeightedRows(x, new double[1]))
        .hasMessage("expected a weight for each of 2 rows, got 1");
    assertThatThrownBy(() -> new WeightedRows(x, new double[] {1, Double.NaN}))
        .hasMessage("row 1 (from 0) has weight NaN; weights must be finite and not negative");
    assertThatThrownBy(() -> new WeightedRows(x, new double[2]))
        .hasMessage("the weights sum to 0.0; at least one must be positive");
    WeightedRows few = new WeightedRows(x, new double[] {1, 0});
    assertThatThrownBy(() -> FullGaussian.fit(few))
        .hasMessageContaining("[1][1] has not more rows than columns");
  }
}
