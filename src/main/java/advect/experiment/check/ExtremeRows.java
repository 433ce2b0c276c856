package advect.experiment.check;

import advect.model.Percentiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of lowest and of highest log density, to be looked at.
 *
 * @param columns names of the rows' columns
 * @param levels names of the levels 0, 1, ... of the columns that are categories
 * @param rows {@code [rows][columns]}, in the units of the table
 * @param logDensities of the rows, in nats
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ExtremeRows(
    List<String> columns,
    Map<String, List<String>> levels,
    DMatrixRMaj rows,
    double[] logDensities) {
  /** So many of each. */
  private static final int EACH = 10;

  /** Numbers of the rows, the lowest log density first; all of them if they are few. */
  List<Integer> order() {
    List<Integer> all =
        IntStream.range(0, logDensities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> logDensities[row]))
            .toList();
    if (all.size() <= 2 * EACH) return all;
    List<Integer> both = new ArrayList<>(all.subList(0, EACH));
    both.addAll(all.subList(all.size() - EACH, all.size()));
    return both;
  }

  /** As CSV in that order: the columns, then logp and its percentile. */
  public String csv(Percentiles percentiles) {
    StringBuilder text = new StringBuilder();
    Stream<String> names = Stream.concat(columns.stream(), Stream.of("logp", "percentile"));
    text.append(names.map(ExtremeRows::quoted).collect(Collectors.joining(","))).append('\n');
    for (int row : order()) {
      for (int j = 0; j < rows.numCols; j++) text.append(cell(row, j)).append(',');
      double logp = logDensities[row];
      text.append(logp).append(',').append(percentiles.of(logp)).append('\n');
    }
    return text.toString();
  }

  private String cell(int row, int column) {
    double value = rows.get(row, column);
    List<String> names = levels.get(columns.get(column));
    return names == null ? numeral(value) : quoted(names.get((int) value));
  }

  /** The shortest digits of the same double, without a point if it is whole. */
  private static String numeral(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  /** As RFC 4180 has it. */
  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
