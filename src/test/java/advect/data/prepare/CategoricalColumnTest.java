package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CategoricalColumnTest {
  private static final List<String> LEVELS = List.of("red", "green", "blue");
  private static final PreprocessingOptions OPTIONS =
      PreprocessingOptions.DEFAULT.with("kind", ColumnOptions.categories(LEVELS));
  private static final DMatrixRMaj ROWS =
      Columns.table(
          Columns.draws(300, 1, rng -> rng.nextInt(3)),
          Columns.draws(300, 2, rng -> rng.nextDouble() + rng.nextDouble() - 5));

  private static Preprocessing fit(PreprocessingOptions options) {
    return Preprocessing.fit(List.of("kind", "x"), ROWS, options);
  }

  @ParameterizedTest
  @EnumSource
  void aLevelBecomesAsManyCoordinatesAndComesBack(LinearMode mode) {
    Preprocessing prepared = fit(OPTIONS.with(mode));
    assertThat(prepared.inputs()).isEqualTo(2);
    assertThat(prepared.outputs()).isEqualTo(4);
    DMatrixRMaj back =
        prepared.decode(prepared.encode(ROWS, Dequantization.uniform(1, 0)).points());
    for (int i = 0; i < ROWS.numRows; i++) assertThat(back.get(i, 0)).isEqualTo(ROWS.get(i, 0));
  }

  @Test
  void withoutALinearMapTheCubesHaveUnitVolume() {
    Preprocessing prepared = fit(OPTIONS.with(LinearMode.NONE));
    Encoded encoded = prepared.encode(ROWS, Dequantization.centre());
    assertThat(prepared.logCellVolume()).isEqualTo(0);
    assertThat(encoded.logJacobian()).containsOnly(0);
    for (int i = 0; i < ROWS.numRows; i++) {
      for (int level = 0; level < 3; level++) {
        double expected = level == ROWS.get(i, 0) ? 1 : 0;
        assertThat(encoded.points().get(i, level)).isCloseTo(expected, within(0.0));
      }
    }
  }

  /** Noise shared by the coordinates would leave all points on a line through each vertex. */
  @Test
  void everyCoordinateHasNoiseOfItsOwn() {
    Dequantization noise = Dequantization.uniform(6, 0);
    DMatrixRMaj points = fit(OPTIONS.with(LinearMode.NONE)).encode(ROWS, noise).points();
    for (int i = 0; i < ROWS.numRows; i++) {
      for (int level = 0; level < 3; level++) {
        double vertex = level == ROWS.get(i, 0) ? 1 : 0;
        assertThat(points.get(i, level)).isEqualTo(vertex + noise.offset(i, level));
      }
    }
  }

  @Test
  void otherNumbersAreNoLevels() {
    for (double bad : new double[] {-1, 0.5, 3}) {
      DMatrixRMaj row = new DMatrixRMaj(new double[][] {{bad, -4}});
      assertThatThrownBy(() -> fit(OPTIONS).encode(row, Dequantization.centre()))
          .hasMessageContaining("expected the number of a level, from 0 ('red') to 2 ('blue')");
    }
  }

  @Test
  void aCategoryCannotDoWithoutDequantisation() {
    PreprocessingOptions without =
        OPTIONS.with("kind", ColumnOptions.categories(LEVELS).continuous());
    assertThatThrownBy(() -> fit(without))
        .hasMessageStartingWith("Column 'kind' is a category and is not to be dequantized");
  }
}
