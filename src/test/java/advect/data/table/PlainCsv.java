package advect.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** RFC 4180, once more and as plainly as it can be: the oracle for tables between commas. */
final class PlainCsv {
  private static final Pattern MISSING =
      Pattern.compile("(na|nan|-?inf|null)?", Pattern.CASE_INSENSITIVE);

  private PlainCsv() {}

  /**
   * A column's numbers without the missing ones.
   *
   * @return empty if the first line has no such column between commas, so that there is nothing to
   *     say
   * @throws AssertionError if the text is no table that could be read: lines differ in width, a
   *     quote is stray or open, or a cell of the column is no number
   */
  static Optional<double[]> numbers(String text, String column) {
    List<List<String>> lines = lines(text);
    if (lines.isEmpty()) return Optional.empty();
    int at = lines.get(0).stream().map(String::trim).toList().indexOf(column);
    String first = text.strip().lines().findFirst().orElse("");
    if (at < 0 || Stream.of("\t", ";", "|").anyMatch(first::contains)) return Optional.empty();
    return Optional.of(
        lines.stream()
            .skip(1)
            .peek(line -> require(line.size() == lines.get(0).size(), "width of " + line))
            .map(line -> line.get(at).trim())
            .filter(cell -> !MISSING.matcher(cell).matches())
            .mapToDouble(Double::parseDouble)
            .toArray());
  }

  private static void require(boolean condition, String what) {
    if (!condition) throw new AssertionError(what);
  }

  /** Cells of all lines that are not blank. */
  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      String cell = text.substring(at, end);
      boolean quoted = cell.startsWith("\"");
      line.add(quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell);
      boolean last = end == text.length() || text.charAt(end) != ',';
      if (last && (line.size() > 1 || !line.get(0).isBlank())) lines.add(line);
      if (last) line = new ArrayList<>();
      at = end + 1;
    }
    if (!line.isEmpty()) {
      line.add(""); // after a comma at the end of the text
      lines.add(line);
    }
    return lines;
  }

  /** Where a cell ends; a quote matters only at its begin. */
  private static int end(String text, int from) {
    int at = from;
    if (text.charAt(from) == '"') {
      do at = text.indexOf('"', at + 1) + 1;
      while (at > 0 && at < text.length() && text.charAt(at) == '"');
      require(at > 0, "an open quote");
      require(at == text.length() || ",\n\r".indexOf(text.charAt(at)) >= 0, "a stray quote");
      return at;
    }
    while (at < text.length() && ",\n\r".indexOf(text.charAt(at)) < 0) at++;
    return at;
  }
}
