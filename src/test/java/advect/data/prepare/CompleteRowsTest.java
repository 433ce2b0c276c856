package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.InputException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class CompleteRowsTest {
  private static final List<String> NAMES = List.of("a", "b");
  private final DMatrixRMaj gappy =
      new DMatrixRMaj(new double[][] {{1, 2}, {Double.NaN, 3}, {4, 5}, {6, Double.NaN}});

  @Test
  void rowsWithGapsAreDroppedAndCounted() {
    CompleteRows complete = CompleteRows.of(NAMES, gappy, MissingValues.DROP);
    assertThat(complete.rows().data).containsExactly(1, 2, 4, 5);
    assertThat(complete.kept()).containsExactly(0, 2);
    assertThat(complete.dropped()).isEqualTo(2);
    assertThat(complete.report()).contains("2 of 4 rows lack a value and were dropped (50.0 %).");
  }

  @Test
  void aGapIsRefusedByName() {
    assertThatThrownBy(() -> CompleteRows.of(NAMES, gappy, MissingValues.REFUSE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Row 2, column 'a': found no value (NaN), expected a finite number; correct it or drop"
                + " the row.");
  }

  @Test
  void infinityIsNotAGap() {
    gappy.set(2, 1, Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> CompleteRows.of(NAMES, gappy, MissingValues.DROP))
        .hasMessageStartingWith("Row 3, column 'b': found -Infinity");
  }

  @Test
  void completeRowsAreLeftAlone() {
    DMatrixRMaj whole = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    CompleteRows complete = CompleteRows.of(NAMES, whole, MissingValues.REFUSE);
    assertThat(complete.rows().data).isEqualTo(whole.data);
    assertThat(complete.report()).isEmpty();
  }
}
