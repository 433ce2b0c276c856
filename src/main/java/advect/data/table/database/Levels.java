package advect.data.table.database;

import advect.input.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names of a category's levels, whose numbers are their places from 0 on; none for a column of
 * numbers.
 *
 * <p>A cell is of the level that its text names, without blanks around it. Numbers are told apart
 * as numbers: 1, 1.0 and 01 are the level 1.
 */
public record Levels(List<String> names) {
  /** Of a column that is no category. */
  public static final Levels NONE = new Levels(List.of());

  /** Levels a category may have: each becomes a coordinate. */
  static final int MOST = 256;

  /** How many names a message shows. */
  private static final int SHOWN = 8;

  /** Takes a copy. */
  public Levels {
    names = List.copyOf(names);
  }

  /** Whether the column is no category. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** An expression for the number, a DOUBLE, of the level whose name is a text; null if none is. */
  String number(String text) {
    return "CAST(nullif(list_position(%s, %s), 0) - 1 AS DOUBLE)".formatted(list(), text);
  }

  /** An expression for the name of the level with a whole number, a number if all names are. */
  String name(String number) {
    String name = "list_extract(%s, %s + 1)".formatted(list(), number);
    return names.stream().allMatch(n -> n.matches("0|-?[1-9]\\d{0,14}"))
        ? "CAST(%s AS BIGINT)".formatted(name)
        : name;
  }

  private String list() {
    return names.stream().map(DuckDb::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  /** What a cell was expected to be, instead of {@code found}. */
  public String expected(String found) {
    String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    String guess =
        Optional.of(found)
            .flatMap(text -> NearestName.of(text, names))
            .map(name -> ", the nearest is '" + name + "'")
            .orElse("");
    return "one of its %d levels (%s%s)%s"
        .formatted(names.size(), some, names.size() > SHOWN ? ", ..." : "", guess);
  }
}
