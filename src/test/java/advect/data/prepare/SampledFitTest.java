package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.table.RowBlocks;
import advect.data.table.Table;
import advect.data.table.TableSource;
import advect.input.InputException;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Rows that a sample does not foretell. */
class SampledFitTest {
  private static final int ROWS = 6000;
  private static final int SAMPLE = 1000;

  /** Fits to the first rows of a column and encodes all of it. */
  private static Preprocessing fit(String column, PreprocessingOptions options) {
    String query = "SELECT %s AS a, range::DOUBLE AS i FROM range(%d)".formatted(column, ROWS);
    try (TableSource source = TableSource.open(query)) {
      DMatrixRMaj all = source.read().values();
      DMatrixRMaj sample = new DMatrixRMaj(SAMPLE, 2, true, Arrays.copyOf(all.data, 2 * SAMPLE));
      Preprocessing fitted = SampledFit.of(source, sample, options);
      try (RowBlocks blocks = source.blocks(ROWS)) {
        DMatrixRMaj rows = blocks.next().values();
        DMatrixRMaj points = fitted.encode(rows, Dequantization.uniform(1, 0)).points();
        assertThat(fitted.decode(points).get(ROWS - 1, 0)).isEqualTo(rows.get(ROWS - 1, 0));
      }
      return fitted;
    }
  }

  private static String report(String column) {
    return String.join(" ", fit(column, PreprocessingOptions.DEFAULT).report());
  }

  @Test
  void aSampleThatForetellsAllIsFittedAsItIs() {
    String column = "range % 10";
    String query = "SELECT %s AS a, range::DOUBLE AS i FROM range(%d)".formatted(column, ROWS);
    try (TableSource source = TableSource.open(query)) {
      DMatrixRMaj all = source.read().values();
      DMatrixRMaj sample = new DMatrixRMaj(SAMPLE, 2, true, Arrays.copyOf(all.data, 2 * SAMPLE));
      assertThat(SampledFit.of(source, sample, PreprocessingOptions.DEFAULT).tree())
          .isEqualTo(
              Preprocessing.fit(source.columns(), sample, PreprocessingOptions.DEFAULT).tree());
    }
  }

  @Test
  void rowsInMemoryAreLookedAtToo() {
    DMatrixRMaj values = new DMatrixRMaj(ROWS, 1);
    for (int i = 0; i < ROWS; i++) values.set(i, 0, 2 * (i % 7));
    values.set(ROWS - 1, 0, 5);
    DMatrixRMaj sample = new DMatrixRMaj(SAMPLE, 1, true, Arrays.copyOf(values.data, SAMPLE));
    Table all = new Table("evens and a five", List.of("a"), values);
    PreprocessingOptions options = PreprocessingOptions.DEFAULT;
    assertThat(Preprocessing.fit(all.columns(), sample, options).report().get(0))
        .contains("multiples of 2:");
    Preprocessing fitted = SampledFit.of(all, sample, options);
    DMatrixRMaj points = fitted.encode(values, Dequantization.uniform(1, 0)).points();
    assertThat(fitted.decode(points).data).containsExactly(values.data);
  }

  @Test
  void laterDecimalsRefineTheLattice() {
    assertThat(report("range % 10")).contains("multiples of 1:");
    assertThat(report("CASE WHEN range = 5000 THEN 0.25 ELSE range % 10 END"))
        .contains("multiples of 0.25");
    assertThat(
            report(
                "CASE WHEN range = 5000 THEN 0.25 WHEN range = 4999 THEN 0.5 WHEN range = 5001 THEN"
                    + " 0.03 ELSE range % 10 END"))
        .contains("multiples of 0.01");
  }

  @Test
  void aLaterNumberWithoutDecimalMakesTheColumnContinuous() {
    assertThat(report("CASE WHEN range = 5000 THEN pi() ELSE range % 10 END"))
        .doesNotContain("multiples of 1:")
        .contains("Warning");
  }

  @Test
  void aLaterNumberBelowTheBoundTakesTheLogarithmAway() {
    String skewed = "exp(3 * sin(range::DOUBLE))";
    assertThat(report(skewed)).contains("log(x)");
    assertThat(report("CASE WHEN range = 5999 THEN -1 ELSE " + skewed + " END"))
        .doesNotContain("log(x)");
  }

  @Test
  void whatWasAskedForIsKeptAndTheRowNamed() {
    PreprocessingOptions log =
        PreprocessingOptions.DEFAULT.with("a", ColumnOptions.of(TransformChoice.LOG).continuous());
    assertThatThrownBy(() -> fit("CASE WHEN range = 5000 THEN -1.5 ELSE 1.5 + range % 7 END", log))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Row 5001, column 'a': found -1.5, expected a number above 0")
        .hasMessageContaining("SELECT");
    PreprocessingOptions levels =
        PreprocessingOptions.DEFAULT.with("a", ColumnOptions.categories(List.of("x", "y")));
    assertThatThrownBy(() -> fit("CASE WHEN range = 4321 THEN 2 ELSE range % 2 END", levels))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Row 4322, column 'a': found 2");
  }
}
