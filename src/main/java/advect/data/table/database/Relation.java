package advect.data.table.database;

import advect.input.InputException;
import advect.input.NearestName;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something with columns that the database can select from.
 *
 * @param source how a person calls it
 * @param from what follows FROM in a query
 */
public record Relation(String source, String from, List<Column> columns) implements Part {
  /** Columns a table may have: more are a mistake of format, and would exhaust the memory. */
  static final int MOST_COLUMNS = 10_000;

  private static final Pattern NUMBER =
      Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*");

  /** What programs write for a cell without a value, in small letters. */
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null");

  /**
   * A column.
   *
   * @param name as in the source
   * @param identifier as in a query
   * @param type of the database
   * @param levels if it is wanted as a category
   */
  public record Column(String name, String identifier, String type, Levels levels) {
    /**
     * The type of characters in a text file, which may yet mean numbers or dates; the database
     * takes it for VARCHAR, which is the type of texts that are nothing else.
     */
    public static final String WRITTEN = "TEXT";

    /** A column that is no category. */
    public Column(String name, String identifier, String type) {
      this(name, identifier, type, Levels.NONE);
    }

    /** The same with other levels. */
    public Column with(Levels other) {
      return new Column(name, identifier, type, other);
    }

    /** Whether its cells are characters of a text file. */
    public boolean written() {
      return type.equals(WRITTEN);
    }

    /** Whether the database has it as numbers. */
    public boolean numeric() {
      return NUMBER.matcher(type).matches();
    }

    /** Its value, or the number of its level, as a DOUBLE; null where there is none. */
    public String number() {
      return levels.isEmpty() ? value() : levels.number(level());
    }

    private String value() {
      return numeric()
          ? "CAST(%s AS DOUBLE)".formatted(identifier)
          : "TRY_CAST(CAST(%s AS VARCHAR) AS DOUBLE)".formatted(identifier);
    }

    /** Its value, which is the number of a level if it is a category, by that level's name. */
    public String named() {
      return levels.isEmpty() ? identifier : levels.name(identifier);
    }

    /** Its value as trimmed text. */
    public String text() {
      return "trim(CAST(%s AS VARCHAR))".formatted(identifier);
    }

    /** The name of its level, as {@link Levels} tells. */
    public String level() {
      return ("CASE WHEN NOT coalesce(isfinite(%1$s), false) THEN %2$s"
              + " WHEN %1$s = trunc(%1$s) AND abs(%1$s) < 1e15"
              + " THEN CAST(CAST(%1$s AS BIGINT) AS VARCHAR) ELSE CAST(%1$s AS VARCHAR) END")
          .formatted(value(), text());
    }

    /** Whether its value is a finite number. */
    public String finite() {
      return "coalesce(isfinite(%s), false)".formatted(number());
    }

    /** Whether a text says that a cell has no value. */
    public static boolean saysMissing(String text) {
      return MISSING.contains(text.trim().toLowerCase(Locale.ROOT));
    }

    /**
     * Whether it has no value, or text that says so. By one expression: a list of words after IN
     * takes so much of the database's memory that a hundred columns exhaust it.
     */
    public String missing() {
      String words = String.join("|", MISSING);
      return "coalesce(regexp_matches(CAST(%s AS VARCHAR), '^ *(%s) *$', 'i'), true)"
          .formatted(identifier, words);
    }
  }

  /** A relation whose columns and their types the database knows. */
  public static Relation described(String source, String from, DuckDb database)
      throws SQLException {
    List<Column> columns =
        database
            .texts("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from + ")")
            .stream()
            .map(row -> new Column(text(row[0]), DuckDb.identifier(text(row[0])), text(row[1])))
            .toList();
    requireWidth(source, columns.size());
    return new Relation(source, from, columns);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Refuses more columns than a table may have. */
  public static void requireWidth(String source, long width) {
    if (width > MOST_COLUMNS) {
      throw new InputException(
          "%s: found %d columns, expected at most %d; check its format, or transpose it."
              .formatted(source, width, MOST_COLUMNS));
    }
  }

  /** Names of its own for a table's columns, which clash with no name in a source. */
  public static List<Column> numbered(List<String> names, List<String> types) {
    return IntStream.range(0, names.size())
        .mapToObj(j -> new Column(names.get(j), "\"advect " + j + '"', types.get(j)))
        .toList();
  }

  /** As in the source, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** Something about each column, in order, with a comma before each. */
  public String listed(Function<Column, String> expression) {
    return joined(", ", expression);
  }

  /** Something about each column, in order, with {@code before} before each. */
  public String joined(String before, Function<Column, String> expression) {
    return columns.stream()
        .map(column -> before + expression.apply(column))
        .collect(Collectors.joining());
  }

  /** The columns of these names in this order; all columns for no names. */
  public Relation select(List<String> names) {
    if (names.isEmpty()) return this;
    DistinctNames.require("columns: [" + String.join(", ", names) + "]", names);
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

  @Override
  public void appendTo(String table, List<Column> into, DuckDb database) throws SQLException {
    String cells = columns.stream().map(Column::identifier).collect(Collectors.joining(", "));
    database.execute("INSERT INTO %s SELECT %s FROM %s".formatted(table, cells, from));
  }
}
