package advect.experiment.report;

import advect.experiment.result.Metrics;
import advect.experiment.result.Numerals;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A kind of experiment and the columns that tell about it.
 *
 * @param kind whether an experiment is of it
 * @param header names and alignment of the columns, in Markdown
 * @param row what an experiment has in these columns, given the way from the page to the results
 */
record ReportTable(
    Predicate<Metrics> kind, String header, BiFunction<String, ReportEntry, List<String>> row) {
  private static final String ABSENT = "–";

  /** Where the true density is known. */
  static final ReportTable TOYS =
      new ReportTable(
          metrics -> metrics.table() == null,
          """
          | density | experiment | d | entropy | NLL | KL | mass | NFE density / sample | training, s |
          |---|---|--:|--:|--:|--:|--:|--:|--:|
          """,
          ReportTable::toy);

  /** Real tables, beside densities that need no flow. */
  static final ReportTable TABLES =
      new ReportTable(
          metrics -> metrics.table() != null,
          """
          | table | experiment | rows | d | NLL | of dequantized rows | of baselines | standardized | bits | training, s |
          |---|---|--:|--:|--:|--:|---|--:|--:|--:|
          """,
          ReportTable::table);

  /** All experiments of this kind; empty if there are none. */
  String markdown(String prefix, List<ReportEntry> entries) {
    String rows =
        entries.stream()
            .filter(entry -> kind.test(entry.metrics()))
            .map(entry -> "| " + String.join(" | ", row.apply(prefix, entry)) + " |\n")
            .collect(Collectors.joining());
    return rows.isEmpty() ? "" : header + rows;
  }

  private static List<String> toy(String prefix, ReportEntry entry) {
    Metrics m = entry.metrics();
    return List.of(
        entry.picture(prefix),
        entry.link(prefix),
        Integer.toString(m.subject().dim()),
        Numerals.fixed(m.test().entropy(), ABSENT),
        Numerals.estimate(m.withSolverError(m.test().likelihood()), ABSENT),
        Numerals.estimate(m.test().divergence(), ABSENT),
        Numerals.fixed(m.checks().mass(), ABSENT),
        Numerals.whole(m.nfe().density(), ABSENT)
            + " / "
            + Numerals.whole(m.nfe().sample(), ABSENT),
        Numerals.whole(m.time().trainSeconds(), ABSENT));
  }

  private static List<String> table(String prefix, ReportEntry entry) {
    Metrics m = entry.metrics();
    Metrics.TableFigures table = m.table();
    if (table == null)
      throw new IllegalArgumentException(m.subject().name() + " is not about a table");
    Metrics.Dequantized flow = table.dequantized();
    String baselines =
        table.baselines().stream()
            .map(b -> b.name() + " " + Numerals.estimate(b.likelihood(), ABSENT))
            .collect(Collectors.joining("<br>"));
    return List.of(
        entry.picture(prefix),
        entry.link(prefix),
        Long.toString(table.trainRows() + table.validationRows() + m.test().points()),
        Integer.toString(m.subject().dim()),
        Numerals.estimate(m.withSolverError(m.test().likelihood()), ABSENT)
            + table.measure().words(),
        Numerals.estimate(m.withSolverError(flow.likelihood()), ABSENT) + table.measure().words(),
        baselines,
        Numerals.rounded(flow.standardizedLogLikelihood(), ABSENT),
        Numerals.rounded(flow.bits(m.subject().dim()), ABSENT),
        Numerals.whole(m.time().trainSeconds(), ABSENT));
  }
}
