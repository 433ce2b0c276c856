package advect.cli.scores;

import advect.cli.terminal.TextTable;
import advect.model.TableModel;
import advect.numeric.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is said of scored rows.
 *
 * @param columns the model's
 * @param levels names of the levels of those that are categories
 * @param result scores of the rows
 */
public record ScoreSummary(
    List<String> columns, Map<String, List<String>> levels, Scoring.Result result) {
  /** Columns whose values are shown in a table. */
  private static final int SHOWN_COLUMNS = 6;

  /** Digits of a value in a table. */
  private static final MathContext DIGITS = new MathContext(6);

  /** Of scores under a model. */
  public ScoreSummary(TableModel model, Scoring.Result result) {
    this(model.columns(), model.levels(), result);
  }

  /** Rows and mean in words. */
  public String line() {
    String dropped =
        result.dropped() == 0
            ? ""
            : " (%d with missing cells left out)".formatted(result.dropped());
    String rows = "%d row%s%s".formatted(result.rows(), result.rows() == 1 ? "" : "s", dropped);
    return Double.isNaN(result.mean())
        ? rows + ", none with a log density"
        : "%s, mean log density %s nats"
            .formatted(rows, new Estimate(result.mean(), result.standardError()).text());
  }

  /** How many rows have no log density, by what is wrong with them; empty if all have one. */
  public Optional<String> failures() {
    return result
        .failures()
        .sentence()
        .map(said -> said + " (columns status and reason; --strict refuses)");
  }

  /** The same, and a table of the lowest rows. */
  public String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header());
    result.lowest().forEach(row -> lines.add(cells(row)));
    TextTable table =
        new TextTable(
            IntStream.range(0, header().size())
                .mapToObj(j -> new TextTable.Heading(header().get(j), width(lines, j)))
                .toList());
    StringBuilder text = new StringBuilder(line()).append('\n');
    if (result.lowest().isEmpty()) return text.toString();
    text.append('\n');
    String title = result.rows() > result.lowest().size() ? "lowest of them" : "lowest first";
    text.append(title).append(":\n");
    lines.forEach(cells -> text.append(table.line(cells)).append('\n'));
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
  }

  private int shown() {
    return Math.min(columns.size(), SHOWN_COLUMNS);
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("row"));
    names.addAll(columns.subList(0, shown()));
    if (shown() < columns.size()) names.add("...");
    names.add(Scoring.LOGP);
    if (percentiles()) names.add(Scoring.PERCENTILE);
    return names;
  }

  private boolean percentiles() {
    return result.lowest().stream().anyMatch(row -> row.percentile().isPresent());
  }

  private List<String> cells(ScoredRow row) {
    List<String> cells = new ArrayList<>(List.of(Long.toString(row.number())));
    for (int j = 0; j < shown(); j++) {
      cells.add(
          value(row, j) instanceof Double number ? numeral(number) : value(row, j).toString());
    }
    if (shown() < columns.size()) cells.add("");
    cells.add(String.format(Locale.ROOT, "%.3f", row.logp()));
    row.percentile().ifPresent(p -> cells.add(String.format(Locale.ROOT, "%.1f", p)));
    return cells;
  }

  /** A number, or the name of a level. */
  private Object value(ScoredRow row, int column) {
    double number = row.values().get(column);
    List<String> names = levels.get(columns.get(column));
    return names == null ? number : names.get((int) number);
  }

  private static String numeral(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e12);
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  /** For JSON; {@code out} is empty if nothing was written. */
  public Map<String, Object> tree(String out) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rows", result.rows());
    tree.put("dropped", result.dropped());
    result.failures().addTo(tree);
    if (!Double.isNaN(result.mean())) tree.put("mean_logp", result.mean());
    if (!Double.isNaN(result.standardError())) tree.put("se", result.standardError());
    tree.put("lowest", result.lowest().stream().map(this::tree).toList());
    if (!out.isEmpty()) tree.put("out", out);
    return tree;
  }

  private Map<String, Object> tree(ScoredRow row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int j = 0; j < columns.size(); j++) values.put(columns.get(j), value(row, j));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("row", row.number());
    tree.put("values", values);
    tree.put(Scoring.LOGP, row.logp());
    row.percentile().ifPresent(p -> tree.put(Scoring.PERCENTILE, p));
    return tree;
  }
}
