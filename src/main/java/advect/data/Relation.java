package advect.data;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Something with columns that the database can select from.
 *
 * @param source how a person calls it
 * @param from what follows FROM in a query
 */
record Relation(String source, String from, List<Column> columns) {
  private static final Pattern NUMBER =
      Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*");

  /**
   * A column.
   *
   * @param name as in the source
   * @param identifier as in a query
   * @param type of the database
   */
  record Column(String name, String identifier, String type) {
    /** Its value as a DOUBLE; null where that is not a number. */
    private String number() {
      return NUMBER.matcher(type).matches()
          ? "CAST(%s AS DOUBLE)".formatted(identifier)
          : "TRY_CAST(CAST(%s AS VARCHAR) AS DOUBLE)".formatted(identifier);
    }
  }

  /** A relation whose columns and their types the database knows. */
  static Relation described(String source, String from, DuckDb database) throws SQLException {
    List<Column> columns =
        database
            .texts("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from + ")")
            .stream()
            .map(row -> new Column(text(row[0]), DuckDb.identifier(text(row[0])), text(row[1])))
            .toList();
    return new Relation(source, from, columns);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The columns of these names in this order; all columns for no names. */
  Relation select(List<String> names) {
    if (names.isEmpty()) return this;
    Table.requireDistinct("columns: [" + String.join(", ", names) + "]", names);
    return new Relation(source, from, names.stream().map(this::column).toList());
  }

  private Column column(String name) {
    return columns.stream()
        .filter(column -> column.name.equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private InputException unknown(String name) {
    String guess =
        NearestName.of(name, names()).map(n -> "; did you mean '" + n + "'?").orElse(".");
    return new InputException(
        "%s has no column '%s'%s Its columns are: %s."
            .formatted(source, name, guess, String.join(", ", names())));
  }

  /** All cells as numbers, {@code [row][column]}; NaN where there is none. */
  DMatrixRMaj numbers(DuckDb database) throws SQLException {
    String list = columns.stream().map(Column::number).collect(Collectors.joining(", "));
    return database.numbers("SELECT " + list + " FROM " + from);
  }

  /** One cell as it is written, or null if it is missing. */
  @Nullable String cell(DuckDb database, int row, int column) throws SQLException {
    String sql =
        "SELECT CAST(%s AS VARCHAR) FROM %s LIMIT 1 OFFSET %d"
            .formatted(columns.get(column).identifier, from, row);
    return database.texts(sql).get(0)[0];
  }
}
