package advect.data.prepare;

import advect.data.table.ColumnProfile;
import advect.data.table.ColumnProfile.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of a table can be learned when nobody has said which.
 *
 * <p>Numbers are learned, unless they number the rows. Text of 2 to {@value #MOST_LEVELS} different
 * values, each in {@value #FEWEST} rows or more, is learned as a category. Left out are all other
 * text, dates and times, columns that lack more than a fifth of their cells, and columns that are
 * the same in all but a few rows, to which no density has anything to say.
 *
 * @param columns that can be learned, in the table's order
 * @param categories those of them that are categories
 * @param leftOut the others, with the reason
 */
record ColumnRules(List<String> columns, List<String> categories, Map<String, String> leftOut) {
  /** Share of the cells that may be missing. */
  private static final double MISSING = 0.2;

  /** Different values that text of a category has at most. */
  private static final int MOST_LEVELS = 20;

  /**
   * Rows that a level must be in, and rows in which a column must differ from its commonest value:
   * fewer may all be held out for validation and test.
   */
  private static final int FEWEST = 5;

  /**
   * Applies the rules.
   *
   * @param categories columns that are to be categories, whatever the rules say
   * @param dequantize whether there may be others
   */
  static ColumnRules of(
      List<ColumnProfile> profiles, Collection<String> categories, boolean dequantize) {
    List<String> learned = new ArrayList<>();
    List<String> chosen = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (ColumnProfile column : profiles) {
      boolean declared = categories.contains(column.name());
      Optional<String> reason = declared ? Optional.empty() : reason(column, dequantize);
      if (reason.isPresent()) {
        leftOut.put(column.name(), reason.get());
        continue;
      }
      learned.add(column.name());
      if (declared || column.kind() == ColumnProfile.Kind.TEXT) chosen.add(column.name());
    }
    return new ColumnRules(learned, chosen, leftOut);
  }

  /** Why a column cannot be learned; empty if it can. */
  private static Optional<String> reason(ColumnProfile column, boolean dequantize) {
    return noValues(column)
        .or(() -> column.values().flatMap(values -> constant(column, values)))
        .or(
            () ->
                switch (column.kind()) {
                  case NUMBER ->
                      column.running() ? Optional.of("it numbers the rows") : Optional.empty();
                  case TIME -> Optional.of("dates or times");
                  default -> column.values().flatMap(values -> text(column, values, dequantize));
                });
  }

  private static Optional<String> noValues(ColumnProfile column) {
    if (column.present() == 0) return Optional.of("no values");
    double missing = (double) column.missing() / column.rows();
    return missing > MISSING
        ? Optional.of(Percentage.of(missing) + " of its cells are missing")
        : Optional.empty();
  }

  private static Optional<String> constant(ColumnProfile column, Values values) {
    long others = column.present() - values.most();
    if (others >= FEWEST) return Optional.empty();
    return Optional.of(
        others == 0
            ? "the same in all rows"
            : "the same in all but %d row%s".formatted(others, others == 1 ? "" : "s"));
  }

  private static Optional<String> text(ColumnProfile column, Values values, boolean dequantize) {
    if (values.distinct() > MOST_LEVELS) {
      return Optional.of(
          column
              .stray()
              .map(cell -> "not all of it is numbers, first " + cell)
              .orElse("text with %d different values".formatted(values.distinct())));
    }
    if (values.fewest() < FEWEST) {
      return Optional.of(
          "text, whose value '%s' is in %d row%s only, and a category needs %d"
              .formatted(
                  values.rarest(), values.fewest(), values.fewest() == 1 ? "" : "s", FEWEST));
    }
    return dequantize
        ? Optional.empty()
        : Optional.of("text, and categories are learned dequantized only");
  }
}
