package advect.ode;

import advect.numeric.NumericalException;
import java.util.List;
import java.util.stream.IntStream;

/** A solve that did not reach its end time; the message says where it stopped and what to try. */
public final class SolveException extends NumericalException {
  private static final long serialVersionUID = 1L;

  /** Rows that are named one by one. */
  private static final int MOST_NAMES = 20;

  private final transient SolveReport report;

  SolveException(SolveReport report) {
    super("the solve " + report.describe());
    this.report = report;
  }

  /**
   * Solves of rows that failed.
   *
   * @param first what the first of them did
   * @param rows their numbers from 0, ascending
   */
  public SolveException(SolveReport first, int[] rows) {
    super(
        names(rows)
            + (rows.length == 1 ? ": its" : ": the first one's")
            + " solve "
            + first.describe());
    report = first;
  }

  /** Numbers of rows as people count them: {@code row 3}, {@code rows 3, 7 and 12}. */
  public static String names(int[] rows) {
    List<String> numbers =
        IntStream.of(rows).limit(MOST_NAMES).mapToObj(row -> String.valueOf(row + 1)).toList();
    if (rows.length > MOST_NAMES) {
      return "rows %s and %d more".formatted(String.join(", ", numbers), rows.length - MOST_NAMES);
    }
    if (rows.length == 1) return "row " + numbers.get(0);
    int last = numbers.size() - 1;
    return "rows %s and %s"
        .formatted(String.join(", ", numbers.subList(0, last)), numbers.get(last));
  }

  /** The whole account. */
  public SolveReport report() {
    return report;
  }
}
