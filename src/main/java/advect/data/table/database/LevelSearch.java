package advect.data.table.database;

import advect.input.InputException;
import advect.input.NearestName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives columns that are wanted as categories their levels. */
public final class LevelSearch {
  private final Relation wanted;
  private final DuckDb database;

  /** Among the rows of a relation of the wanted columns. */
  public LevelSearch(Relation wanted, DuckDb database) {
    this.wanted = wanted;
    this.database = database;
  }

  /**
   * The same relation, with levels where columns are categories.
   *
   * @param categories columns and the names of their levels; no names for those that occur: numbers
   *     by size first, then texts by code point
   * @throws InputException if a category is not wanted, or has not 2 to {@value Levels#MOST} levels
   */
  public Relation apply(Map<String, List<String>> categories) throws SQLException {
    for (String name : categories.keySet()) {
      if (!wanted.names().contains(name)) throw unwanted(name);
    }
    List<Relation.Column> columns = new ArrayList<>();
    for (Relation.Column column : wanted.columns()) {
      List<String> known = categories.get(column.name());
      columns.add(known == null ? column : column.with(levels(column, known)));
    }
    return new Relation(wanted.source(), wanted.from(), columns);
  }

  private InputException unwanted(String name) {
    String guess =
        NearestName.of(name, wanted.names()).map(n -> "; did you mean '" + n + "'?").orElse(".");
    return new InputException(
        "%s: the category '%s' is not among the wanted columns%s They are: %s."
            .formatted(wanted.source(), name, guess, String.join(", ", wanted.names())));
  }

  private Levels levels(Relation.Column column, List<String> known) throws SQLException {
    Levels levels = new Levels(known.isEmpty() ? occurring(column) : known);
    int count = levels.names().size();
    if (count >= 2 && count <= Levels.MOST) return levels;
    String found =
        count > Levels.MOST
            ? "more than " + Levels.MOST + " different values"
            : levels.names().stream()
                .map(name -> "'" + name + "' and nothing else")
                .collect(Collectors.joining())
                .concat(levels.isEmpty() ? "no values" : "");
    throw new InputException(
        "%s: column '%s' holds %s, expected a category of 2 to %d; leave it out."
            .formatted(wanted.source(), column.name(), found, Levels.MOST));
  }

  private List<String> occurring(Relation.Column column) throws SQLException {
    String sql =
        ("SELECT DISTINCT %s AS level, TRY_CAST(level AS DOUBLE) AS number FROM %s WHERE NOT %s"
                + " ORDER BY number NULLS LAST, level LIMIT %s")
            .formatted(column.level(), wanted.from(), column.missing(), Levels.MOST + 1);
    return database.texts(sql).stream().map(row -> String.valueOf(row[0])).toList();
  }
}
