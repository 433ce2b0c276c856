package advect.data.table.database;

import advect.input.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refuses columns that cannot be told apart. */
public final class DistinctNames {
  private DistinctNames() {}

  /**
   * Refuses equal names.
   *
   * @param source whose columns they are, for the message
   */
  public static void require(String source, List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      int first = columns.indexOf(columns.get(i));
      if (first < i) {
        throw new InputException(
            "%s: columns %d and %d are both called '%s', expected distinct names; rename one."
                .formatted(source, first + 1, i + 1, columns.get(i)));
      }
    }
  }

  /**
   * Refuses names that differ only in case, since the database renames one of them where they are
   * the columns of an answer.
   *
   * @param trouble how the complaint begins, before the two columns
   */
  public static void requireBeyondCase(String trouble, List<String> columns) {
    Map<String, String> seen = new HashMap<>();
    for (String column : columns) {
      String other = seen.put(column.toLowerCase(Locale.ROOT), column);
      if (other != null) {
        throw new InputException(
            "%s columns '%s' and '%s', expected names that differ by more than case; rename one."
                .formatted(trouble, other, column));
      }
    }
  }
}
