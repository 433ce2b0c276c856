package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Part;
import advect.data.table.database.Relation;
import advect.input.InputException;
import advect.input.NearestName;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a source means: the files or the query that its rows come from, in order. */
final class SourceParts {
  private static final Pattern QUERY =
      Pattern.compile("\\s*(SELECT|FROM|WITH)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern DATABASE =
      Pattern.compile("(.+\\.duckdb)(?:#(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final DuckDb database;

  SourceParts(DuckDb database) {
    this.database = database;
  }

  /** Whether a source is a query. */
  static boolean isQuery(String source) {
    return QUERY.matcher(source).matches();
  }

  /**
   * The parts of a source as {@link TableSource} describes them; at least one.
   *
   * @throws InputException if there is no such thing, or its start cannot be read
   */
  List<Part> of(String source) {
    if (isQuery(source)) return List.of(query(source, source));
    Matcher stored = DATABASE.matcher(source);
    if (stored.matches()) return List.of(stored(source, stored.group(1), stored.group(2)));
    if (!new File(source).exists() && source.matches("(?s).*[*?\\[].*")) return matching(source);
    requireFile(source);
    return List.of(file(source, Path.of(source)));
  }

  /** All that a stream holds, kept in a temporary file because most formats are read with leaps. */
  List<Part> of(InputStream stream, String name) {
    return kept(name, StreamFormat.keep(stream, name, database.directory()));
  }

  /** All that standard input holds. */
  List<Part> ofStandardInput() {
    return kept(StandardInput.NAME, StandardInput.file());
  }

  private List<Part> kept(String name, Path file) {
    if (file.toFile().length() == 0) throw empty(name);
    return List.of(file(name, file));
  }

  /** What a name ends in, in small letters; what is packed reads like what is not. */
  private static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private Part query(String source, String sql) {
    String from = "(" + sql.strip().replaceAll(";$", "") + "\n)";
    try {
      return Relation.described(source, from, database);
    } catch (SQLException e) {
      throw unusable(source, e);
    }
  }

  private Part file(String source, Path file) {
    String path = DuckDb.path(file.toString());
    try {
      return switch (ending(file)) {
        case "parquet" -> Relation.described(source, "read_parquet(" + path + ")", database);
        case "json", "jsonl", "ndjson" ->
            Relation.described(source, "read_json(" + path + ")", database);
        case "npy" -> new NpyFile(source, file);
        default -> new DelimitedText(source, file, database);
      };
    } catch (SQLException e) {
      throw unusable(source, e);
    }
  }

  /** The complaint about a source that the database cannot read. */
  static InputException unusable(String source, SQLException e) {
    String sentence =
        isQuery(source)
            ? "The query '%s' cannot be run: %s. Correct it."
            : "%s cannot be read: %s. Expected a CSV, TSV, Parquet or JSON file, as its ending says.";
    return new InputException(sentence.formatted(source, DuckDb.reason(e)), e);
  }

  /** The files that a pattern matches, by name. */
  private List<Part> matching(String pattern) {
    List<Part> parts = new ArrayList<>();
    String sql = "SELECT file FROM glob(%s) ORDER BY file".formatted(DuckDb.literal(pattern));
    try {
      for (@Nullable String[] row : database.texts(sql)) {
        String path = String.valueOf(row[0]);
        requireFile(path);
        parts.add(file(path, Path.of(path)));
      }
    } catch (SQLException e) {
      throw unusable(pattern, e);
    }
    if (parts.isEmpty()) {
      throw new InputException(
          "No file matches %s; check the path, where * and ? stand for letters and ** for folders."
              .formatted(pattern));
    }
    return parts;
  }

  /** A table or query of a database file, which is attached so that nothing can change it. */
  private Part stored(String source, String path, @Nullable String wanted) {
    requireFile(path);
    try {
      database.execute("ATTACH %s AS attached (READ_ONLY)".formatted(DuckDb.literal(path)));
      database.execute("USE attached");
    } catch (SQLException e) {
      throw new InputException(
          "%s cannot be opened: %s. Expected a DuckDB database that no program is writing to."
              .formatted(path, DuckDb.reason(e)),
          e);
    }
    if (wanted != null && isQuery(wanted)) return query(source, wanted);
    try {
      String table = DuckDb.identifier(table(path, wanted));
      return Relation.described(source, "attached.main." + table, database);
    } catch (SQLException e) {
      throw unusable(source, e);
    }
  }

  private String table(String path, @Nullable String wanted) throws SQLException {
    String sql =
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'attached'"
            + " AND table_schema = 'main' ORDER BY table_name";
    List<String> tables = database.texts(sql).stream().map(row -> String.valueOf(row[0])).toList();
    if (wanted == null && tables.size() == 1) return tables.get(0);
    if (wanted != null && tables.contains(wanted)) return wanted;
    String trouble =
        wanted == null
            ? "%s holds %d tables, expected one".formatted(path, tables.size())
            : "%s has no table '%s'".formatted(path, wanted);
    throw new InputException(
        "%s; name one of %s, or write a query, behind the file's name and #, as in %s#%s."
            .formatted(trouble, tables, path, tables.isEmpty() ? "name" : tables.get(0)));
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
    if (file.length() == 0 && file.isFile()) throw empty(source);
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
}
