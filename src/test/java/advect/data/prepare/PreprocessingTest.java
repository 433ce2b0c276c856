package advect.data.prepare;

import static advect.data.prepare.Columns.draws;
import static advect.data.prepare.Columns.rounded;
import static advect.data.prepare.Columns.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.input.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessingTest {
  private static final List<String> NAMES = List.of("normal", "long tail", "share", "rounded");
  private static final int N = 400;

  /** Four columns, one of each kind; "normal" and "rounded" are correlated. */
  private static final DMatrixRMaj TRAINING = training();

  private static DMatrixRMaj training() {
    double[] normal = draws(N, 1, rng -> 12 + 1.5 * gaussian(rng.nextDouble(), rng.nextDouble()));
    double[] tail = draws(N, 2, rng -> Math.exp(gaussian(rng.nextDouble(), rng.nextDouble())));
    double[] share = draws(N, 3, rng -> rng.nextDouble());
    double[] sum = IntStream.range(0, N).mapToDouble(i -> 2 * share[i] + normal[i]).toArray();
    return table(normal, tail, share, rounded(sum, 1));
  }

  private static double gaussian(double u, double v) {
    return Math.sqrt(-2 * Math.log1p(-u)) * Math.cos(2 * Math.PI * v);
  }

  private static Preprocessing fit(LinearMode mode) {
    return Preprocessing.fit(NAMES, TRAINING, PreprocessingOptions.DEFAULT.with(mode));
  }

  private static DMatrixRMaj rows(int from, int to) {
    return CommonOps_DDRM.extract(TRAINING, from, to, 0, TRAINING.numCols);
  }

  @Test
  void eachColumnGetsTheTreatmentThatSuitsIt() {
    assertThat(fit(LinearMode.STANDARDIZE).report())
        .containsExactly(
            "Column 'long tail': replaced by log(x).",
            "Column 'share': replaced by logit between 0 and 1.",
            "Column 'rounded': its values are multiples of 0.1: dequantized.");
  }

  /**
   * The determinant of central differences, for columns that need no dequantisation; the lattice
   * column is moved in whole steps, along which the map is affine. Differences with h = 1e-5 of a
   * distance d to a bound err by (h/d)²/3 and by round-off 1e-15/1e-5 an entry: below 1e-7.
   */
  @ParameterizedTest
  @EnumSource
  void theJacobianIsThatOfFiniteDifferences(LinearMode mode) {
    Preprocessing prepared = fit(mode);
    for (int i = 0; i < 20; i++) {
      DMatrixRMaj row = rows(i, i + 1);
      DMatrixRMaj jacobian = new DMatrixRMaj(4, 4);
      for (int j = 0; j < 4; j++) {
        double x = row.get(0, j);
        double h = j == 3 ? 0.1 : 1e-5 * Math.min(x, j == 2 ? 1 - x : x);
        DMatrixRMaj ahead = moved(prepared, row, j, j == 3 ? (x * 10 + 1) / 10 : x + h);
        DMatrixRMaj behind = moved(prepared, row, j, j == 3 ? (x * 10 - 1) / 10 : x - h);
        CommonOps_DDRM.subtractEquals(ahead, behind);
        CommonOps_DDRM.scale(1 / (2 * h), ahead);
        CommonOps_DDRM.insert(CommonOps_DDRM.transpose(ahead, null), jacobian, 0, j);
      }
      double expected = Math.log(Math.abs(CommonOps_DDRM.det(jacobian)));
      double logJacobian = prepared.encode(row, Dequantization.centre()).logJacobian()[0];
      assertThat(logJacobian).isCloseTo(expected, within(1e-7));
    }
  }

  private static DMatrixRMaj moved(Preprocessing prepared, DMatrixRMaj row, int column, double x) {
    DMatrixRMaj moved = row.copy();
    moved.set(0, column, x);
    return prepared.encode(moved, Dequantization.centre()).points();
  }

  /** Continuous columns to round-off of values up to 20; rounded ones to the bit. */
  @ParameterizedTest
  @EnumSource
  void decodingUndoesEncoding(LinearMode mode) {
    Preprocessing prepared = fit(mode);
    for (Dequantization noise : List.of(Dequantization.centre(), Dequantization.uniform(3, 0))) {
      DMatrixRMaj back = prepared.decode(prepared.encode(TRAINING, noise).points());
      assertThat(MatrixFeatures_DDRM.isIdentical(back, TRAINING, 1e-12)).isTrue();
      for (int i = 0; i < N; i++) assertThat(back.get(i, 3)).isEqualTo(TRAINING.get(i, 3));
    }
  }

  /** The identity covariance, to round-off of N products each. */
  @Test
  void whitenedPointsHaveTheIdentityForACovariance() {
    Dequantization fitting = Dequantization.uniform(0xf17, 0);
    DMatrixRMaj z = fit(LinearMode.WHITEN).encode(TRAINING, fitting).points();
    double[][] rows = new double[N][];
    for (int i = 0; i < N; i++) rows[i] = CommonOps_DDRM.extractRow(z, i, null).data;
    DMatrixRMaj covariance =
        new DMatrixRMaj(new Covariance(rows, false).getCovarianceMatrix().getData());
    assertThat(MatrixFeatures_DDRM.isIdentical(covariance, CommonOps_DDRM.identity(4), 1e-12))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfRowsGiveTheSameBitsAsAllRows(LinearMode mode) {
    Preprocessing prepared = fit(mode);
    Encoded all = prepared.encode(TRAINING, Dequantization.uniform(8, 0));
    int first = 0;
    for (int size : new int[] {1, 2, 61, 136, 200}) {
      Encoded block = prepared.encode(rows(first, first + size), Dequantization.uniform(8, first));
      for (int i = 0; i < size; i++) {
        assertThat(block.logJacobian()[i]).isEqualTo(all.logJacobian()[first + i]);
        for (int j = 0; j < 4; j++) {
          assertThat(block.points().get(i, j)).isEqualTo(all.points().get(first + i, j));
        }
      }
      first += size;
    }
    assertThat(first).isEqualTo(N);
  }

  @Test
  void theVolumeOfACellIsTheProductOfTheSteps() {
    assertThat(fit(LinearMode.WHITEN).logCellVolume()).isEqualTo(Math.log(0.1));
  }

  private static void refused(int column, double x, String message) {
    DMatrixRMaj row = rows(0, 1);
    row.set(0, column, x);
    assertThatThrownBy(() -> fit(LinearMode.WHITEN).encode(row, Dequantization.centre(41)))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void rowsThatDoNotFitAreRefusedWithTheirPlace() {
    String treat = "; correct or remove the row, or fit again with another transform of it.";
    refused(
        0,
        Double.NaN,
        "Row 42, column 'normal': found NaN, expected a finite number; correct it or remove the row.");
    refused(
        0,
        Double.MAX_VALUE,
        "Row 42, column 'normal': found 1.7976931348623157e308, expected a number whose coordinates are finite; correct it or remove the row.");
    refused(1, 0, "Row 42, column 'long tail': found 0, expected a number above 0" + treat);
    refused(2, 1, "Row 42, column 'share': found 1, expected a number above 0 and below 1" + treat);
    refused(
        3,
        1.25,
        "Row 42, column 'rounded': found 1.25, expected multiples of 0.1; round it, or fit again with rows like it or without dequantizing this column.");
  }

  @Test
  void valuesTooLargeForTheirCellsAreSaidToBe() {
    DMatrixRMaj prices = table(new double[] {0.25, 1.5, 7.01, 1.5, 3.99});
    Preprocessing fitted =
        Preprocessing.fit(List.of("price"), prices, PreprocessingOptions.DEFAULT);
    DMatrixRMaj large = table(new double[] {50_000_000});
    assertThatThrownBy(() -> fitted.encode(large, Dequantization.centre(0)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Row 1, column 'price': found 5e7, expected at most 42949672.96 in size for cells of"
                + " 0.01; use coarser units, or fit again without dequantizing this column.");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> fit(LinearMode.NONE).encode(new DMatrixRMaj(2, 3), Dequantization.centre()))
        .hasMessage("Expected rows [n][4], found [2][3]; give the columns that were fitted.");
    assertThatThrownBy(() -> fit(LinearMode.NONE).decode(new DMatrixRMaj(2, 5)))
        .hasMessage("Expected points [n][4], found [2][5]; give the columns that were fitted.");
    DMatrixRMaj wild = new DMatrixRMaj(2, 4);
    wild.set(1, 2, Double.NaN);
    assertThatThrownBy(() -> fit(LinearMode.NONE).decode(wild))
        .hasMessageStartingWith("Point 2, coordinate 3: found NaN");
  }

  @Test
  void wildPointsDecodeToRowsThatCanBeEncoded() {
    Preprocessing prepared = fit(LinearMode.STANDARDIZE);
    for (double far : new double[] {-1e6, -50, 50, 1e6}) {
      DMatrixRMaj point = new DMatrixRMaj(1, 4);
      point.fill(far);
      Encoded again = prepared.encode(prepared.decode(point), Dequantization.centre());
      assertThat(MatrixFeatures_DDRM.hasUncountable(again.points())).isFalse();
    }
  }

  /**
   * At the centres of cells, dequantizing and not doing so are the same; in between, only one is.
   */
  @Test
  void withoutCellsTheDensityIsThatOfTheCellsPoints() {
    DMatrixRMaj rows =
        table(
            rounded(draws(N, 5, rng -> 10 * rng.nextDouble()), 0),
            draws(N, 6, rng -> 9 * rng.nextDouble()));
    Preprocessing fitted = Preprocessing.fit(List.of("a", "b"), rows, PreprocessingOptions.DEFAULT);
    assertThat(fitted.integralColumns()).containsExactly("a");
    Preprocessing continuous = fitted.withoutCells().orElseThrow();
    Encoded expected = fitted.encode(rows, Dequantization.centre(0));
    Encoded found = continuous.encode(rows, Dequantization.centre(0));
    assertThat(found.points().data).containsExactly(expected.points().data);
    assertThat(found.logJacobian()).containsExactly(expected.logJacobian());
    DMatrixRMaj between = new DMatrixRMaj(new double[][] {{2.5, 0.625}});
    assertThat(
            continuous.decode(continuous.encode(between, Dequantization.centre(0)).points()).data)
        .containsExactly(between.data, within(1e-9));
    assertThatThrownBy(() -> fitted.encode(between, Dequantization.centre(0)))
        .isInstanceOf(InputException.class);
  }
}
