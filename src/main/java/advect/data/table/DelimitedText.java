package advect.data.table;

import advect.data.table.database.DistinctNames;
import advect.data.table.database.DuckDb;
import advect.data.table.database.Part;
import advect.data.table.database.Relation;
import advect.input.InputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines with cells between delimiters: CSV, TSV and their kin, plain or compressed.
 *
 * <p>The first line that is not blank decides: the delimiter is whichever of tab, comma, semicolon
 * and bar it holds most of (a space if it holds none and the second line splits alike), and it is a
 * header unless every cell of it is a number or missing. The database could guess more, but it
 * guesses ragged files into tables of one column and skips lines that do not fit, without a word.
 */
final class DelimitedText implements Part {
  private static final List<String> DELIMITERS = List.of("\t", ",", ";", "|");

  /** Narrower than Java, to which 5d and 0x1p3 are numbers too: they are rather names. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?((\\d+(\\.\\d*)?|\\.\\d+)(e[+-]?\\d+)?|inf(inity)?)", Pattern.CASE_INSENSITIVE);

  /** Lines to look at for the first two that are not blank. */
  private static final int START = 100;

  /** A character no text holds, so that a line is one cell. */
  private static final String NO_DELIMITER = "\1";

  private final String source;
  private final String path;
  private final String delimiter;
  private final boolean header;

  /** Lines before the first one that is not blank. */
  private final int blankLines;

  private final List<String> names;

  /** Looks at the start of a file. */
  DelimitedText(String source, Path file, DuckDb database) throws SQLException {
    this.source = source;
    this.path = DuckDb.path(file.toString());
    List<String> lines = firstLines(database);
    this.blankLines = (int) lines.stream().takeWhile(String::isBlank).count();
    List<String> written = lines.stream().filter(line -> !line.isBlank()).limit(2).toList();
    if (written.isEmpty()) throw SourceParts.empty(source);
    this.delimiter = delimiter(written);
    List<String> cells = cells(written.get(0));
    this.header = cells.stream().anyMatch(cell -> !isData(cell));
    Relation.requireWidth(source, cells.size());
    this.names =
        IntStream.range(0, cells.size())
            .mapToObj(j -> header && !cells.get(j).isEmpty() ? cells.get(j) : number(j, cells))
            .toList();
    DistinctNames.require(source, names);
  }

  /** The start of the file, line by line. */
  private List<String> firstLines(DuckDb database) throws SQLException {
    String sql = "SELECT coalesce(line, '') FROM " + lineByLine() + " LIMIT " + START;
    List<String> lines = database.texts(sql).stream().map(line -> String.valueOf(line[0])).toList();
    requireNoRejects(source, 1, database);
    return lines;
  }

  /** All lines, in one column. */
  private String lineByLine() {
    return readCsv(NO_DELIMITER, "", false, 0, "'line': 'VARCHAR'");
  }

  /** Nothing guessed; lines that do not fit are set aside with the reason. */
  private String readCsv(String delimiter, String quote, boolean header, int skip, String columns) {
    return ("read_csv(%s, auto_detect=false, delim='%s', quote='%s', escape='%s', header=%s,"
            + " skip=%s, columns={%s}, store_rejects=true)")
        .formatted(path, delimiter, quote, quote, header, skip, columns);
  }

  private static String delimiter(List<String> lines) {
    String first = lines.get(0);
    String best = ",";
    for (String candidate : DELIMITERS) {
      if (split(first, candidate).size() > split(first, best).size()) best = candidate;
    }
    boolean spaced =
        lines.stream().mapToInt(line -> split(line, " ").size()).distinct().count() == 1;
    return split(first, best).size() == 1 && spaced ? " " : best;
  }

  private List<String> cells(String line) {
    return split(line, delimiter).stream().map(DelimitedText::unquoted).toList();
  }

  /** Pieces between the delimiters that stand outside double quotes. */
  private static List<String> split(String line, String delimiter) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '"') quoted = !quoted;
      if (!quoted && line.charAt(i) == delimiter.charAt(0)) {
        pieces.add(line.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(line.substring(start));
    return pieces;
  }

  private static String unquoted(String piece) {
    String trimmed = piece.trim();
    boolean quoted = trimmed.length() > 1 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    return quoted ? trimmed.substring(1, trimmed.length() - 1).replace("\"\"", "\"") : trimmed;
  }

  /** Whether a cell may stand in a row of data: a number, or a missing one. */
  private static boolean isData(String cell) {
    return Relation.Column.saysMissing(cell) || NUMBER.matcher(cell.trim()).matches();
  }

  /** The name of a column without one: column0, or column00 where there are more than ten. */
  private static String number(int column, List<String> cells) {
    int digits = String.valueOf(cells.size() - 1).length();
    return "column" + String.format(Locale.ROOT, "%0" + digits + "d", column);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<Relation.Column> columns() {
    return Relation.numbered(names, Collections.nCopies(names.size(), Relation.Column.WRITTEN));
  }

  @Override
  public void appendTo(String table, List<Relation.Column> into, DuckDb database)
      throws SQLException {
    String types =
        columns().stream()
            .map(column -> "%s: 'VARCHAR'".formatted(column.identifier()))
            .collect(Collectors.joining(", "));
    String from = readCsv(delimiter, "\"", header, blankLines, types);
    new Relation(source, from, columns()).appendTo(table, into, database);
    requireNoRejects(source, names.size(), database);
    if (delimiter.equals(" ")) return; // spaces at the end are no cells
    TrailingDelimiter.requireEven(source, lineByLine(), delimiter, names.size(), header, database);
  }

  /**
   * Refuses the file if a line was set aside by any read so far.
   *
   * @throws InputException with the first such line, counted from 1 in the file
   */
  private static void requireNoRejects(String source, int width, DuckDb database)
      throws SQLException {
    String sql = "SELECT line, error_type, column_idx FROM reject_errors ORDER BY line LIMIT 1";
    for (@Nullable String[] reject : database.texts(sql)) {
      String trouble =
          switch (String.valueOf(reject[1])) {
            case "MISSING COLUMNS" ->
                "found %s of %d cells, expected as many as in the first line; complete or remove it"
                    .formatted(reject[2], width);
            case "TOO MANY COLUMNS" ->
                "found more cells than in the first line (%d), expected as many; remove the others"
                    .formatted(width);
            case "UNQUOTED VALUE" ->
                "found a stray double quote, expected quotes around whole cells or none;"
                    + " correct it";
            case "INVALID ENCODING" -> "found bytes that are not UTF-8, expected text; convert it";
            default -> "it cannot be read (%s); correct or remove it".formatted(reject[1]);
          };
      throw new InputException("%s, line %s: %s.".formatted(source, reject[0], trouble));
    }
  }
}
