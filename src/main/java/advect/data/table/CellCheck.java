package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Levels;
import advect.data.table.database.Relation;
import advect.input.InputException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses rows unless every wanted cell is a finite number, or a level of its category. */
final class CellCheck {
  private static final String NUMBER = "a finite number";

  private final Spool spool;
  private final Selection selection;
  private final Relation wanted;
  private final DuckDb database;

  /** Of the wanted columns of a selection. */
  CellCheck(Spool spool, Selection selection, Relation wanted, DuckDb database) {
    this.spool = spool;
    this.selection = selection;
    this.wanted = wanted;
    this.database = database;
  }

  /**
   * Looks at every cell, inside the database and once.
   *
   * @throws InputException that names the first bad cell, or its column if none of its cells is a
   *     number
   */
  void requireNumbers() throws SQLException {
    long[] counts =
        database.counts(
            "SELECT count(*)%s FROM %s"
                .formatted(
                    wanted.listed(c -> "count(*) FILTER (WHERE " + c.finite() + ")"),
                    wanted.from()));
    List<String> numeric = new ArrayList<>();
    for (int j = 1; j < counts.length; j++) {
      if (counts[j] == counts[0]) numeric.add(wanted.names().get(j - 1));
    }
    if (numeric.size() < wanted.columns().size()) throw firstBad(counts, numeric);
  }

  private InputException firstBad(long[] counts, List<String> numeric) throws SQLException {
    String sql =
        "SELECT %s%s%s FROM %s WHERE NOT (true%s) ORDER BY 1 LIMIT 1"
            .formatted(
                selection.row(),
                wanted.listed(Relation.Column::finite),
                wanted.listed(c -> "CAST(" + c.identifier() + " AS VARCHAR)"),
                wanted.from(),
                wanted.joined(" AND ", Relation.Column::finite));
    @Nullable String[] found = database.texts(sql).get(0);
    int column = 0;
    while ("true".equals(found[1 + column])) column++;
    long row = Long.parseLong(String.valueOf(found[0]));
    @Nullable String cell = found[1 + wanted.columns().size() + column];
    String text = quoted(cell);
    String name = wanted.names().get(column);
    Levels levels = wanted.columns().get(column).levels();
    if (!levels.isEmpty() || counts[1 + column] > 0) {
      String expected = levels.isEmpty() ? NUMBER : levels.expected(cell == null ? "" : cell);
      return unusable(spool.sourceOf(row), spool.placeOf(row), name, text, expected);
    }
    return new InputException(
        "%s: column '%s' holds no numbers (data row %d is %s), expected numbers; %s."
            .formatted(
                wanted.source(), name, spool.placeOf(row) + 1, text, ColumnChoice.of(numeric)));
  }

  /**
   * The complaint about one cell that is no number.
   *
   * @param row counted from 0
   * @param found what the cell holds instead
   */
  static InputException notANumber(String source, long row, String column, String found) {
    return unusable(source, row, column, found, NUMBER);
  }

  private static InputException unusable(
      String source, long row, String column, String found, String expected) {
    return new InputException(
        "%s, data row %d, column '%s': found %s, expected %s; correct it or remove the row."
            .formatted(source, row + 1, column, found, expected));
  }

  private static String quoted(@Nullable String text) {
    return text == null || text.isBlank() ? "an empty cell" : "'" + text + "'";
  }
}
