package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.table.SourceOptions;
import advect.data.table.SourceOptions.Missing;
import advect.data.table.SpooledTable;
import advect.data.table.TableSource;
import advect.input.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutomaticColumnsTest {
  private static final SourceOptions DROP = SourceOptions.ALL.withMissing(Missing.DROP);

  /** What is chosen can be opened, strict as opening is. */
  private static AutomaticColumns choose(String sql, SourceOptions rows) {
    try (SpooledTable table = SpooledTable.open(sql)) {
      AutomaticColumns found = AutomaticColumns.of(table, rows, true);
      try (TableSource source = table.select(found.options())) {
        assertThat(source.read().requireLearnable().columns()).isEqualTo(found.options().columns());
      }
      return found;
    }
  }

  @Test
  void anOrdinaryTableGivesItsNumbersAndCategories() {
    String sql =
        "SELECT range + 1 AS id, sin(range) AS x, 2 * sin(range) + 1 AS twice, 'n' || range AS name,"
            + " CASE WHEN range % 3 = 0 THEN 'a' ELSE 'b' END AS kind, DATE '2020-01-01' AS day,"
            + " CASE WHEN range % 10 > 0 THEN cos(range) END AS gaps, 5 AS five, 6 AS six"
            + " FROM range(100)";
    AutomaticColumns found = choose(sql, DROP);
    assertThat(found.options().columns()).containsExactly("x", "kind", "gaps");
    assertThat(found.options().categories()).isEqualTo(Map.of("kind", List.of()));
    assertThat(found.report())
        .containsExactly(
            "left out 'id': it numbers the rows",
            "left out 'name': text with 100 different values",
            "left out 'day', 'five', 'six': the same in all rows",
            "left out 'twice': it tells the same as 'x'");
  }

  @Test
  void columnsAreLookedAtAgainInTheRowsThatAreLeft() {
    // dropping the rows without y leaves one level of kind, and 'late' constant
    String sql =
        "SELECT sin(range) AS x, CASE WHEN range >= 10 THEN cos(range) END AS y,"
            + " CASE WHEN range < 10 THEN 'a' ELSE 'b' END AS kind, (range < 10)::INT AS late"
            + " FROM range(100)";
    AutomaticColumns found = choose(sql, DROP);
    assertThat(found.options().columns()).containsExactly("x", "y");
    assertThat(found.report()).containsExactly("left out 'kind', 'late': the same in all rows");
  }

  @Test
  void declaredCategoriesStayAndUnknownOnesAreRefused() {
    String sql = "SELECT sin(range) AS x, range % 30 AS number FROM range(300)";
    AutomaticColumns found = choose(sql, DROP.withCategories(Map.of("number", List.of())));
    assertThat(found.options().categories()).containsOnlyKeys("number");
    assertThatThrownBy(() -> choose(sql, DROP.withCategories(Map.of("numbr", List.of()))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean 'number'?");
  }

  @Test
  void aTableWithNothingToLearnIsRefusedWithTheReasons() {
    assertThatThrownBy(
            () -> choose("SELECT range AS id, 'n' || range AS name FROM range(50)", DROP))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found no column that can be learned")
        .hasMessageContaining("left out 'id': it numbers the rows; left out 'name'");
  }
}
