package advect.cli.terminal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines whose columns are lined up, the first to the left, the others to the right. A line can be
 * printed as soon as it is known.
 *
 * @param columns from left to right
 */
public record TextTable(List<Heading> columns) {
  private static final String GAP = "  ";

  /** A name and the characters that cells need; more of them push the line out of order. */
  public record Heading(String name, int width) {
    String pad(String text, boolean left) {
      String room = " ".repeat(Math.max(0, Math.max(width, name.length()) - text.length()));
      return left ? text + room : room + text;
    }
  }

  /** The names. */
  public String header() {
    return line(columns.stream().map(Heading::name).toList());
  }

  /** One cell a column. */
  public String line(List<String> cells) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).pad(cells.get(i), i == 0))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
