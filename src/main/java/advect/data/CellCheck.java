package advect.data;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses rows unless there are some and every cell of the wanted columns is a finite number. */
final class CellCheck {
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
    if (selection.count() == 0) throw noRows();
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

  private InputException noRows() {
    return new InputException(
        spool.rows() == 0
            ? ("%s: found columns %s but no data rows, expected rows of numbers; check how it was"
                    + " made.")
                .formatted(wanted.source(), wanted.names())
            : ("%s: none of its %d data rows is left by the condition and without missing cells (%d"
                    + " dropped), expected some; loosen the condition or choose other columns.")
                .formatted(wanted.source(), spool.rows(), selection.dropped()));
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
    String text = quoted(found[1 + wanted.columns().size() + column]);
    String name = wanted.names().get(column);
    if (counts[1 + column] > 0) {
      return notANumber(spool.sourceOf(row), spool.placeOf(row), name, text);
    }
    return new InputException(
        "%s: column '%s' holds no numbers (data row %d is %s), expected numbers; %s."
            .formatted(
                wanted.source(), name, spool.placeOf(row) + 1, text, ColumnChoice.of(numeric)));
  }

  /**
   * The complaint about one cell.
   *
   * @param row counted from 0
   * @param found what the cell holds instead
   */
  static InputException notANumber(String source, long row, String column, String found) {
    return new InputException(
        ("%s, data row %d, column '%s': found %s, expected a finite number; correct it or remove"
                + " the row.")
            .formatted(source, row + 1, column, found));
  }

  private static String quoted(@Nullable String text) {
    return text == null || text.isBlank() ? "an empty cell" : "'" + text + "'";
  }
}
