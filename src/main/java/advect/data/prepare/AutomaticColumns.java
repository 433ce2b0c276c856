package advect.data.prepare;

import advect.data.table.SourceOptions;
import advect.data.table.SpooledTable;
import advect.data.table.TableSource;
import advect.input.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of a table that can be learned, found by looking at all of them.
 *
 * <p>Numbers are learned, and text of few values as categories; {@link ColumnRules} has the rules.
 * Of columns that are exact affine functions of one another the first is learned. As rows without a
 * chosen cell may be dropped, the chosen columns are looked at again in the rows that are left,
 * until all of them can be learned.
 *
 * @param options the rows that were asked for, with the columns and categories that were found
 * @param report a sentence for each reason to leave columns out, with the columns
 */
public record AutomaticColumns(SourceOptions options, List<String> report) {
  /** Names that a sentence lists. */
  private static final int SHOWN = 12;

  /**
   * Looks and chooses.
   *
   * @param rows which rows, and the columns that are to be categories in any case; its columns do
   *     not matter
   * @param dequantize whether text may be learned: its levels have a density by dequantization only
   * @throws InputException if there is nothing left to learn, with the reasons
   */
  public static AutomaticColumns of(SpooledTable table, SourceOptions rows, boolean dequantize) {
    Map<String, List<String>> declared = rows.categories();
    Map<String, String> leftOut = new LinkedHashMap<>();
    SourceOptions looked = SourceOptions.ALL.withWhere(rows.where());
    while (true) {
      ColumnRules rules = ColumnRules.of(table.profiles(looked), declared.keySet(), dequantize);
      leftOut.putAll(rules.leftOut());
      if (rules.columns().isEmpty()) throw nothing(table, leftOut);
      boolean settled = looked.columns().equals(rules.columns());
      looked = rows.withColumns(rules.columns()).withCategories(Map.of());
      if (!settled) continue;
      Map<String, List<String>> categories = new LinkedHashMap<>();
      rules.categories().forEach(name -> categories.put(name, List.of()));
      categories.putAll(declared);
      SourceOptions options = looked.withCategories(categories);
      Map<String, String> copies = copies(table, options);
      if (copies.isEmpty()) return new AutomaticColumns(options, report(leftOut));
      copies.forEach((copy, of) -> leftOut.put(copy, "it tells the same as '" + of + "'"));
      looked = looked.withColumns(without(rules.columns(), copies));
    }
  }

  private static Map<String, String> copies(SpooledTable table, SourceOptions options) {
    try (TableSource source = table.select(options)) {
      return source.affineCopies();
    }
  }

  private static List<String> without(List<String> columns, Map<String, String> copies) {
    return columns.stream().filter(name -> !copies.containsKey(name)).toList();
  }

  private static InputException nothing(SpooledTable table, Map<String, String> leftOut) {
    return new InputException(
        "%s: found no column that can be learned, expected numbers, or text of a few values: %s."
            .formatted(table.source(), String.join("; ", report(leftOut))));
  }

  /** Columns of one reason share a sentence. */
  private static List<String> report(Map<String, String> leftOut) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    leftOut.forEach(
        (name, reason) -> byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(name));
    return byReason.entrySet().stream()
        .map(e -> "left out %s: %s".formatted(names(e.getValue()), e.getKey()))
        .toList();
  }

  private static String names(List<String> columns) {
    String some =
        columns.stream().limit(SHOWN).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    int others = columns.size() - SHOWN;
    return others > 0 ? "%s and %d others".formatted(some, others) : some;
  }
}
