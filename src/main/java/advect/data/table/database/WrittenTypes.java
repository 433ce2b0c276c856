package advect.data.table.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the characters of a text file mean, judged by all of its rows: the first of integers,
 * numbers, dates and times that every cell of a column is, and text if there is none.
 *
 * <p>Integers, dates and times only if they are written as the database writes them, so that
 * nothing is lost: 007 is a number, and not the integer 7.
 */
public final class WrittenTypes {
  /** So many rows tell most columns of text, at no cost, which tests are not worth a pass. */
  private static final int FIRST_ROWS = 10_000;

  private static final Set<String> FLOATING = Set.of("FLOAT", "DOUBLE");

  /** A test for each type, of a column's identifier, in order of preference. */
  private static final Map<String, String> TESTS = new LinkedHashMap<>();

  static {
    TESTS.put("BIGINT", "CAST(TRY_CAST(%1$s AS BIGINT) AS VARCHAR) = %1$s");
    TESTS.put("DOUBLE", "TRY_CAST(%1$s AS DOUBLE) IS NOT NULL");
    TESTS.put("DATE", "CAST(TRY_CAST(%1$s AS DATE) AS VARCHAR) = %1$s");
    TESTS.put(
        "TIMESTAMP", "CAST(TRY_CAST(%1$s AS TIMESTAMP) AS VARCHAR) = replace(%1$s, 'T', ' ')");
  }

  private WrittenTypes() {}

  /**
   * An expression for each column that gives its cells the type they mean, null where they cannot
   * have it: a missing number is null, or NaN if it says so. Columns that have a type stay as they
   * are. One pass over the rows.
   */
  public static List<String> expressions(Relation relation, DuckDb database) throws SQLException {
    return expressions(relation, types(relation, database));
  }

  /** The same to compare by: NaN, which the database orders above all numbers, is null as well. */
  public static List<String> comparable(Relation relation, DuckDb database) throws SQLException {
    List<String> types = types(relation, database);
    List<String> expressions = new ArrayList<>(expressions(relation, types));
    for (int j = 0; j < types.size(); j++) {
      if (FLOATING.contains(types.get(j)))
        expressions.set(j, "nullif(%s, 'nan')".formatted(expressions.get(j)));
    }
    return expressions;
  }

  private static List<String> expressions(Relation relation, List<String> types) {
    return IntStream.range(0, types.size())
        .mapToObj(j -> typed(relation.columns().get(j), types.get(j)))
        .toList();
  }

  private static String typed(Relation.Column column, String type) {
    return column.written()
        ? "TRY_CAST(%s AS %s)".formatted(column.identifier(), type)
        : column.identifier();
  }

  /** What each column is of or, if it is written as text, means. */
  private static List<String> types(Relation relation, DuckDb database) throws SQLException {
    List<Relation.Column> written =
        relation.columns().stream().filter(Relation.Column::written).toList();
    int[] tests = new int[written.size()];
    settle(tests, "(FROM %s LIMIT %s)".formatted(relation.from(), FIRST_ROWS), written, database);
    settle(tests, relation.from(), written, database);
    List<String> names = List.copyOf(TESTS.keySet());
    return relation.columns().stream()
        .map(
            column ->
                column.written() ? name(names, tests[written.indexOf(column)]) : column.type())
        .toList();
  }

  private static String name(List<String> types, int test) {
    return test < types.size() ? types.get(test) : "VARCHAR";
  }

  /** Raises the number of each column's test until no cell fails it. */
  private static void settle(
      int[] tests, String from, List<Relation.Column> written, DuckDb database)
      throws SQLException {
    List<String> conditions = List.copyOf(TESTS.values());
    int[] open =
        IntStream.range(0, tests.length).filter(j -> tests[j] < conditions.size()).toArray();
    while (open.length > 0) {
      String sql =
          IntStream.of(open)
              .mapToObj(j -> failures(written.get(j), conditions.get(tests[j])))
              .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
      long[] failures = database.counts(sql);
      int[] asked = open;
      int[] failed =
          IntStream.range(0, asked.length)
              .filter(k -> failures[k] > 0)
              .map(k -> asked[k])
              .toArray();
      for (int j : failed) tests[j]++;
      open = IntStream.of(failed).filter(j -> tests[j] < conditions.size()).toArray();
    }
  }

  /** How many cells with a value are not of a type. */
  private static String failures(Relation.Column column, String test) {
    return "count(*) FILTER (WHERE NOT (coalesce(%s, false) OR %s))"
        .formatted(test.formatted(column.identifier()), column.missing());
  }
}
