package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.table.ColumnProfile;
import advect.data.table.ColumnProfile.Kind;
import advect.data.table.ColumnProfile.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One rule at a time, each on both sides of its edge. */
class ColumnRulesTest {
  private static ColumnProfile numbers(long missing, boolean running) {
    return new ColumnProfile(
        "c", Kind.NUMBER, 100, missing, running, Optional.empty(), Optional.empty());
  }

  private static ColumnProfile counted(Kind kind, Values values) {
    return new ColumnProfile("c", kind, 100, 0, false, Optional.empty(), Optional.of(values));
  }

  private static ColumnProfile text(long distinct, long fewest) {
    return counted(Kind.TEXT, new Values(distinct, "rare", fewest, "often", 50));
  }

  private static ColumnRules rules(ColumnProfile column) {
    return ColumnRules.of(List.of(column), Set.of(), true);
  }

  private static void assertLearned(ColumnProfile column, boolean category) {
    ColumnRules rules = rules(column);
    assertThat(rules.columns()).containsExactly("c");
    assertThat(rules.categories()).isEqualTo(category ? List.of("c") : List.of());
    assertThat(rules.leftOut()).isEmpty();
  }

  private static void assertLeftOut(ColumnProfile column, String reason) {
    ColumnRules rules = rules(column);
    assertThat(rules.columns()).isEmpty();
    assertThat(rules.leftOut()).containsEntry("c", reason);
  }

  @Test
  void numbersAreLearnedUnlessTheyNumberTheRows() {
    assertLearned(numbers(0, false), false);
    assertLeftOut(numbers(0, true), "it numbers the rows");
  }

  @Test
  void aFifthOfTheCellsMayBeMissing() {
    assertLearned(numbers(20, false), false);
    assertLeftOut(numbers(21, false), "21.0 % of its cells are missing");
    assertLeftOut(
        new ColumnProfile("c", Kind.NOTHING, 9, 9, false, Optional.empty(), Optional.empty()),
        "no values");
  }

  @Test
  void fiveRowsMustDiffer() {
    assertLearned(counted(Kind.NUMBER, new Values(2, "1", 5, "0", 95)), false);
    assertLeftOut(
        counted(Kind.NUMBER, new Values(2, "1", 4, "0", 96)), "the same in all but 4 rows");
    assertLeftOut(
        counted(Kind.NUMBER, new Values(2, "1", 1, "0", 99)), "the same in all but 1 row");
    assertLeftOut(counted(Kind.TEXT, new Values(1, "a", 100, "a", 100)), "the same in all rows");
  }

  @Test
  void textOfFewFrequentValuesIsACategory() {
    assertLearned(text(2, 50), true);
    assertLearned(text(20, 5), true);
    assertLeftOut(text(21, 5), "text with 21 different values");
    assertLeftOut(text(3, 4), "text, whose value 'rare' is in 4 rows only, and a category needs 5");
  }

  @Test
  void timesAndNumbersWithAStrayCellAreLeftOut() {
    assertLeftOut(counted(Kind.TIME, new Values(40, "a", 1, "b", 3)), "dates or times");
    ColumnProfile stray =
        new ColumnProfile(
            "c",
            Kind.TEXT,
            100,
            0,
            false,
            Optional.of("'x' in data row 7 of f"),
            Optional.of(new Values(90, "x", 1, "2", 3)));
    assertLeftOut(stray, "not all of it is numbers, first 'x' in data row 7 of f");
  }

  @Test
  void whatIsDeclaredIsLearnedAndTextOnlyDequantized() {
    ColumnRules declared = ColumnRules.of(List.of(text(60, 1)), Set.of("c"), true);
    assertThat(declared.columns()).containsExactly("c");
    assertThat(declared.categories()).containsExactly("c");
    ColumnRules exact = ColumnRules.of(List.of(text(3, 9)), Set.of(), false);
    assertThat(exact.leftOut())
        .containsEntry("c", "text, and categories are learned dequantized only");
  }
}
