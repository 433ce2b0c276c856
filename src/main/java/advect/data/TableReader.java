package advect.data;

import java.io.File;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of numbers from files and SQL queries, by DuckDB inside this process.
 *
 * <p>A source is a path to a CSV, TSV, Parquet or JSON file (by its ending; anything else is read
 * as CSV; {@code .gz} is unpacked), or a query that begins with SELECT, FROM or WITH, such as
 * {@code SELECT eruptions, waiting FROM 'geyser.csv' WHERE waiting > 60}. Wildcards in a path mean
 * themselves; in a query they are DuckDB's.
 *
 * <p>Every chosen cell must be a finite number; it arrives as the double nearest to what is
 * written. Rows keep their order. "Data row 1" in a message is the first row that is not a header;
 * "line 1" is the first line of the file.
 *
 * <p>Cost: the first read of a process loads DuckDB's native library, some tenths of a second. On
 * JDK 24 and later that prints a warning unless java is started with {@code
 * --enable-native-access=ALL-UNNAMED}.
 */
public final class TableReader {
  private static final Pattern QUERY =
      Pattern.compile("\\s*(SELECT|FROM|WITH)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private TableReader() {}

  /**
   * Reads all columns, which must all be numeric.
   *
   * @throws InputException if there is nothing to read or a cell is not a finite number, with file,
   *     row, column and what to do
   */
  public static Table read(String source) {
    return read(source, List.of());
  }

  /**
   * Reads the columns of the given names, in that order; all columns for an empty list.
   *
   * @throws InputException as {@link #read(String)}, and if there is no such column
   */
  public static Table read(String source, List<String> columns) {
    boolean query = QUERY.matcher(source).matches();
    if (!query) requireFile(source);
    try (DuckDb database = new DuckDb()) {
      return query ? query(source, columns, database) : file(source, columns, database);
    } catch (SQLException e) {
      throw new InputException(
          query
              ? "The query '%s' cannot be run: %s. Correct it.".formatted(source, reason(e))
              : "%s cannot be read: %s. Expected a CSV, TSV, Parquet or JSON file, as its ending says."
                  .formatted(source, reason(e)),
          e);
    }
  }

  /** The first line of the database's message, without a stop. */
  private static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("").replaceAll("[.!\\s]+$", "");
  }

  private static void requireFile(String source) {
    File file = new File(source);
    if (file.isDirectory()) {
      throw new InputException(
          "%s is a directory, expected a file; name a file in it.".formatted(source));
    }
    if (!file.exists()) {
      throw new InputException(
          "There is no file %s%s Check the path, or write a query that begins with SELECT."
              .formatted(
                  source, nearestFile(file).map(n -> "; did you mean " + n + "?").orElse(".")));
    }
    if (file.length() == 0) throw empty(source);
    if (!file.canRead()) {
      throw new InputException("%s may not be read; give yourself permission.".formatted(source));
    }
  }

  static InputException empty(String source) {
    return new InputException(
        "%s is empty, expected a header line and rows of numbers; check how it was made."
            .formatted(source));
  }

  private static Optional<String> nearestFile(File file) {
    File parent = file.getParentFile();
    String @Nullable [] siblings = (parent == null ? new File(".") : parent).list();
    if (siblings == null) return Optional.empty();
    return NearestName.of(file.getName(), Arrays.asList(siblings))
        .map(name -> new File(parent, name).getPath());
  }

  private static Table query(String sql, List<String> columns, DuckDb database)
      throws SQLException {
    String from = "(" + sql.strip().replaceAll(";$", "") + "\n)";
    return table(Relation.described(sql, from, database), columns, database);
  }

  private static Table file(String source, List<String> columns, DuckDb database)
      throws SQLException {
    String path = DuckDb.path(source);
    String ending = source.substring(source.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "parquet" ->
          table(
              Relation.described(source, "read_parquet(" + path + ")", database),
              columns,
              database);
      case "json", "jsonl", "ndjson" ->
          table(Relation.described(source, "read_json(" + path + ")", database), columns, database);
      default -> text(source, columns, database);
    };
  }

  private static Table text(String source, List<String> columns, DuckDb database)
      throws SQLException {
    DelimitedText text = new DelimitedText(source, database);
    Relation chosen = text.relation().select(columns);
    DMatrixRMaj values = chosen.numbers(database);
    text.requireAllRead(database);
    return checked(chosen, values, database);
  }

  private static Table table(Relation all, List<String> columns, DuckDb database)
      throws SQLException {
    Relation chosen = all.select(columns);
    return checked(chosen, chosen.numbers(database), database);
  }

  private static Table checked(Relation chosen, DMatrixRMaj values, DuckDb database)
      throws SQLException {
    CellCheck.requireNumbers(chosen, values, database);
    return new Table(chosen.source(), chosen.names(), values);
  }
}
