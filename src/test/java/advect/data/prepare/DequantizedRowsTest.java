package advect.data.prepare;

import static advect.data.prepare.Columns.draws;
import static advect.data.prepare.Columns.rounded;
import static advect.data.prepare.Columns.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DequantizedRowsTest {
  private static final int N = 200;
  private static final Dequantization NOISE = Dequantization.uniform(7, 3);

  /** Halves of whole numbers, a long tail that becomes a logarithm, tenths. */
  private static final DMatrixRMaj ROWS =
      table(
          draws(N, 1, rng -> 0.5 * rng.nextInt(20)),
          draws(N, 2, rng -> Math.exp(3 * rng.nextDouble() * rng.nextDouble())),
          rounded(draws(N, 3, rng -> 100 * rng.nextDouble()), 1));

  private static Preprocessing fit(LinearMode mode) {
    return Preprocessing.fit(
        List.of("halves", "tail", "tenths"), ROWS, PreprocessingOptions.DEFAULT.with(mode));
  }

  /** The map that knows no cells takes the points to where the map with cells takes the rows. */
  @ParameterizedTest
  @EnumSource(LinearMode.class)
  void theyAreTheRowsThatAreEncoded(LinearMode mode) {
    Preprocessing fitted = fit(mode);
    Encoded expected = fitted.encode(ROWS, NOISE);
    DMatrixRMaj points = fitted.dequantize(ROWS, NOISE);
    Encoded found = fitted.withoutCells().orElseThrow().encode(points, Dequantization.centre());
    assertThat(found.points().data).containsExactly(expected.points().data);
    assertThat(found.logJacobian()).containsExactly(expected.logJacobian());
  }

  @Test
  void theyLieInTheCellsOfTheRows() {
    Preprocessing fitted = fit(LinearMode.NONE);
    double[] widths = {0.5, 0, 0.1};
    DMatrixRMaj points = fitted.dequantize(ROWS, NOISE);
    for (int j = 0; j < widths.length; j++) {
      assertThat(fitted.cellWidth(j)).isEqualTo(widths[j]);
      for (int row = 0; row < N; row++) {
        double moved = Math.abs(points.get(row, j) - ROWS.get(row, j));
        if (widths[j] == 0) assertThat(moved).isZero();
        else assertThat(moved).isGreaterThan(0).isLessThan(widths[j] / 2);
      }
    }
  }

  @Test
  void whatCannotBeEncodedIsRefused() {
    DMatrixRMaj row = table(new double[] {1}, new double[] {2}, new double[] {Double.NaN});
    assertThatThrownBy(() -> fit(LinearMode.NONE).dequantize(row, NOISE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Row 4, column 'tenths': found NaN, expected a finite number");
    row.set(0, 2, 1.25);
    assertThatThrownBy(() -> fit(LinearMode.NONE).dequantize(row, NOISE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Row 4, column 'tenths': found 1.25, expected multiples of 0.1");
  }

  @Test
  void aCategoryHasNoUnits() {
    DMatrixRMaj rows = table(new double[] {0, 1, 1, 0, 1}, new double[] {1.5, 2.25, 3, 2, 7});
    PreprocessingOptions options =
        PreprocessingOptions.DEFAULT.withLevels(Map.of("smokes", List.of("no", "yes")));
    Preprocessing fitted = Preprocessing.fit(List.of("smokes", "age"), rows, options);
    assertThat(fitted.cellWidth(0)).isEqualTo(1);
    assertThatThrownBy(() -> fitted.dequantize(rows, NOISE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Column 'smokes' is a category or has atoms, expected numbers");
  }
}
