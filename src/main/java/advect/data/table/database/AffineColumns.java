package advect.data.table.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds columns of numbers that are a copy, or another exact affine function, of an earlier one: on
 * the line where the two lie, a density has no bound.
 *
 * <p>By |correlation| = 1, within what rounding of doubles does to it. Columns of which each is
 * rounded by itself are not exact. Cost: d²/2 correlations of the first {@value #FIRST_ROWS} rows,
 * and of all rows where these make a pair suspect.
 */
public final class AffineColumns {
  private static final int FIRST_ROWS = 10_000;

  /** 1 - r² is the share of the variance off the line: deviations of 1e-6 of the spread. */
  private static final String ON_A_LINE = "coalesce(abs(corr(%s, %s)) > 1 - 5e-13, false)";

  private final Relation columns;
  private final DuckDb database;

  /** Searches these columns. */
  public AffineColumns(Relation columns, DuckDb database) {
    this.columns = columns;
    this.database = database;
  }

  /** The later column of each pair, and the earlier. */
  public Map<String, String> find() throws SQLException {
    Map<String, String> copies = new LinkedHashMap<>();
    List<Relation.Column> kept = new ArrayList<>();
    for (Relation.Column column : columns.columns()) {
      Optional<Relation.Column> original = original(column, kept);
      if (original.isEmpty()) kept.add(column);
      else copies.put(column.name(), original.get().name());
    }
    return copies;
  }

  private Optional<Relation.Column> original(Relation.Column column, List<Relation.Column> kept)
      throws SQLException {
    String first = "(FROM %s LIMIT %s)".formatted(columns.from(), FIRST_ROWS);
    List<Relation.Column> suspects = onALine(column, kept, first);
    return onALine(column, suspects, columns.from()).stream().findFirst();
  }

  private List<Relation.Column> onALine(
      Relation.Column column, List<Relation.Column> others, String from) throws SQLException {
    if (others.isEmpty()) return List.of();
    String sql =
        others.stream()
            .map(
                other ->
                    "CAST(" + ON_A_LINE.formatted(column.number(), other.number()) + " AS INT)")
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
    long[] found = database.counts(sql);
    List<Relation.Column> hits = new ArrayList<>();
    for (int j = 0; j < found.length; j++) if (found[j] == 1) hits.add(others.get(j));
    return hits;
  }
}
