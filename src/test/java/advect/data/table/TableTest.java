package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table table(double... values) {
    return new Table(
        "mine", List.of("a", "b"), new DMatrixRMaj(values.length / 2, 2, true, values));
  }

  @Test
  void theHashIsOfTheContentAndNotOfTheSource() {
    Table first = table(1, 2, 3, 4);
    Table moved = new Table("elsewhere", List.of("a", "b"), first.values());
    Table renamed = new Table("mine", List.of("a", "c"), first.values());
    assertThat(moved.contentHash()).isEqualTo(first.contentHash()).hasSize(64);
    assertThat(renamed.contentHash()).isNotEqualTo(first.contentHash());
    assertThat(table(1, 2, 3, 5).contentHash()).isNotEqualTo(first.contentHash());
    assertThat(table(3, 4, 1, 2).contentHash()).isNotEqualTo(first.contentHash());
  }

  @Test
  void changingWhatWentInOrCameOutDoesNotChangeTheTable() {
    double[] mine = {1, 2, 3, 4};
    Table table = table(mine);
    mine[0] = 9;
    table.values().set(0, 1, 9);
    assertThat(table.values().data).containsExactly(1, 2, 3, 4);
  }

  @Test
  void rowsAreSelectedInTheOrderAskedFor() {
    Table some = table(1, 2, 3, 4, 5, 6).select(new int[] {2, 0, 2});
    assertThat(some.values().data).containsExactly(5, 6, 1, 2, 5, 6);
  }

  @Test
  void asManyNamesAsColumns() {
    assertThatThrownBy(() -> new Table("mine", List.of("a"), new DMatrixRMaj(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine: 1 names for 2 columns");
  }
}
