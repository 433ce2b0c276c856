package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against the polynomial of {@link NewtonSchulz}.
 *
 * <p>Tolerance, in the Frobenius norm |·|, to first order in the round-off u. No singular value
 * exceeds 1.21, the most that p(σ) = a σ + b σ³ + c σ⁵ makes of anything in [0, 1.21]. A product of
 * matrices with k terms a sum errs by √(k + 1) u |A| |B|, unless rounding errors conspire (Higham
 * and Mary 2019, A new approach to probabilistic rounding error analysis). So S errs by √(n + 1) u
 * |X|², Y = b X + c S X by c times 1.21 of that and as much for the product, and S Y + a X, with
 * the spectral norms |S| ≤ 1.46 and |Y| ≤ 2.82 and the Frobenius norm |Y| ≤ 4.78 |X|, by
 *
 * <pre>
 *   (2.82 + 1.46 · 2.03 · 2.42 + 1.21 · 4.78) √(n + 1) u |X|² ≤ 16 √(n + 1) u |X|²;
 * </pre>
 *
 * <p>for the sums of matrices, count three terms more. An error grows at most fourfold in each
 * further step, since |p'| ≤ 4 on [0, 1.21]. EJML is as far off in float64: twice that is allowed.
 */
class OrthogonalizerTest {
  private static final double LEAST = 0.68;
  private static final double MOST = 1.21;
  private static final int[][] SHAPES = {
    {1, 1}, {1, 9}, {9, 1}, {2, 3}, {3, 70}, {70, 3}, {17, 17}, {64, 64}, {65, 130}, {130, 65},
  };

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void everyShapeAgreesWithEjml(Kernels<?> kernels) {
    Random rng = new Random(1);
    for (int[] shape : SHAPES) requireNear(kernels, random(shape[0], shape[1], rng));
  }

  /** One, two and seven directions of thirty: the others stay away. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void missingDirectionsStayMissing(Kernels<?> kernels) {
    Random rng = new Random(2);
    for (int rank : new int[] {1, 2, 7}) {
      DMatrixRMaj g = product(random(30, rank, rng), random(rank, 40, rng));
      requireNear(kernels, g);
      double[] values = singularValues(result(kernels, g));
      double tolerance = tolerance(kernels, g);
      assertThat(values[29 - rank]).isLessThan(tolerance);
      assertThat(values[30 - rank]).isGreaterThan(LEAST - tolerance);
    }
  }

  /** By Weyl, singular values are no further off than the matrix. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void singularValuesArePolynomialsOfThoseBefore(Kernels<?> kernels) {
    Random rng = new Random(3);
    for (int[] shape : new int[][] {{40, 90}, {90, 40}, {50, 50}}) {
      DMatrixRMaj g = random(shape[0], shape[1], rng);
      double[] before = singularValues(NewtonSchulz.start(g));
      double[] expected = Arrays.stream(before).map(NewtonSchulz::of).sorted().toArray();
      assertThat(singularValues(result(kernels, g)))
          .containsExactly(expected, within(tolerance(kernels, g)));
    }
  }

  /** Five steps suffice for whatever is more than a 150th of the norm; here, condition 50. */
  @Test
  void wellConditionedMatricesBecomeNearlyOrthogonal() {
    for (double sigma = 1.0 / 150; sigma <= 1; sigma += 1e-4) {
      assertThat(NewtonSchulz.of(sigma)).isBetween(LEAST, MOST);
    }
    double[] values = new double[8];
    Arrays.setAll(values, i -> Math.pow(50, -i / 7.0));
    Random rng = new Random(4);
    DMatrixRMaj g = RandomMatrices_DDRM.singular(12, 8, rng, values);
    Kernels<?> kernels = Kernels.of(Precision.FLOAT32);
    double tolerance = tolerance(kernels, g);
    double[] after = singularValues(result(kernels, g));
    assertThat(after).hasSize(8);
    assertThat(after[0]).isGreaterThan(LEAST - tolerance);
    assertThat(after[7]).isLessThan(MOST + tolerance);
  }

  /** Powers of two change no bit, so neither overflow nor underflow is near. */
  @ParameterizedTest
  @ValueSource(doubles = {0x1p-1000, 0x1p-100, 0x1p100, 0x1p1000})
  void scaleDoesNotMatter(double scale) {
    double[] g = Guarded.uniform(6 * 11, new Random(5));
    double[] scaled = Arrays.stream(g).map(v -> v * scale).toArray();
    Orthogonalizer<?> orthogonalizer = Orthogonalizer.of(6, 11);
    orthogonalizer.apply(g);
    orthogonalizer.apply(scaled);
    assertThat(scaled).containsExactly(g);
  }

  @Test
  void theSmallestNumberCounts() {
    double[] g = {Double.MIN_VALUE};
    Orthogonalizer.of(1, 1).apply(g);
    double tolerance = tolerance(Kernels.of(Precision.FLOAT32), random(1, 1, new Random(9)));
    assertThat(g[0]).isCloseTo(NewtonSchulz.of(1), within(tolerance));
  }

  @Test
  void zeroStaysZero() {
    double[] g = new double[12];
    Orthogonalizer.of(3, 4).apply(g);
    assertThat(g).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void theTransposeGivesTheTransposedBits(Kernels<?> kernels) {
    DMatrixRMaj g = random(20, 70, new Random(6));
    DMatrixRMaj wide = result(kernels, g);
    DMatrixRMaj tall = result(kernels, CommonOps_DDRM.transpose(g, null));
    assertThat(tall.data).containsExactly(CommonOps_DDRM.transpose(wide, null).data);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNotFiniteLeavesNothingBehind(double value) {
    Orthogonalizer<?> used = Orthogonalizer.of(5, 7);
    double[] spoilt = Guarded.uniform(35, new Random(7));
    spoilt[11] = value;
    used.apply(spoilt);
    assertThat(Arrays.stream(spoilt).allMatch(Double::isNaN)).isTrue();
    double[] g = Guarded.uniform(35, new Random(8));
    double[] again = g.clone();
    used.apply(g);
    Orthogonalizer.of(5, 7).apply(again);
    assertThat(g).containsExactly(again);
  }

  @Test
  void numbersBehindTheMatrixAreLeftAlone() {
    double[] g = {1, 2, 3, 4, 5};
    Orthogonalizer.of(2, 2).apply(g);
    assertThat(g[4]).isEqualTo(5);
  }

  @Test
  void emptyMatricesAreRefused() {
    assertThatThrownBy(() -> Orthogonalizer.of(0, 3))
        .hasMessage("a matrix needs rows and columns, got 0 x 3");
  }

  private static DMatrixRMaj random(int rows, int columns, Random rng) {
    return DMatrixRMaj.wrap(rows, columns, Guarded.uniform(rows * columns, rng));
  }

  private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    return CommonOps_DDRM.mult(a, b, null);
  }

  private static DMatrixRMaj result(Kernels<?> kernels, DMatrixRMaj g) {
    DMatrixRMaj x = g.copy();
    new Orthogonalizer<>(kernels, g.numRows, g.numCols).apply(x.data);
    return x;
  }

  /** The smallest first. */
  private static double[] singularValues(DMatrixRMaj a) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, true);
    assertThat(svd.decompose(a.copy())).isTrue();
    return Arrays.stream(svd.getSingularValues())
        .limit(svd.numberOfSingularValues())
        .sorted()
        .toArray();
  }

  private static void requireNear(Kernels<?> kernels, DMatrixRMaj g) {
    DMatrixRMaj difference = CommonOps_DDRM.subtract(result(kernels, g), NewtonSchulz.of(g), null);
    assertThat(NormOps_DDRM.normF(difference))
        .as("%d x %d", g.numRows, g.numCols)
        .isLessThan(tolerance(kernels, g));
  }

  /** As the class tells. */
  private static double tolerance(Kernels<?> kernels, DMatrixRMaj g) {
    DMatrixRMaj x = NewtonSchulz.start(g);
    double units = 1; // the rounding of X₀
    for (int i = 0; i < NewtonSchulz.STEPS; i++) {
      double norm = Math.max(1, NormOps_DDRM.normF(x));
      units = 4 * units + 16 * Math.sqrt(Math.max(g.numRows, g.numCols) + 4) * norm * norm;
      x = NewtonSchulz.step(x);
    }
    return 2 * units * Guarded.roundOff(kernels);
  }
}
