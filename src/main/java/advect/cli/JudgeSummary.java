package advect.cli;

import advect.cli.scores.RowFailures;
import advect.experiment.result.Certificate;
import advect.experiment.result.RowErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is said of a certificate.
 *
 * @param source of the rows
 * @param dropped rows that were left out because of missing cells
 * @param failures rows that could not be judged, since they have no log density
 * @param draws for the mass
 * @param certificate of the other rows
 */
record JudgeSummary(
    String source, long dropped, RowFailures failures, int draws, Certificate certificate) {
  /** For people. */
  String text() {
    List<String> lines = new ArrayList<>();
    int rows = certificate.rows();
    String ending = rows == 1 ? "" : "s";
    lines.add(
        "%s row%s of %s%s, %s"
            .formatted(counted(rows), ending, source, others(), certificate.settings()));
    lines.add("");
    lines.add(line("log p", errors(certificate.logpError(), " nats off")));
    RowErrors trace = certificate.traceError();
    if (trace != null) lines.add(line("trace", errors(trace, " nats besides")));
    lines.add(line("round trip", errors(certificate.roundTrip(), " in units of the points")));
    lines.add(line("mass", mass()));
    addDoubts(lines);
    return String.join("\n", lines) + "\n";
  }

  /** Rows that were not judged. */
  private String others() {
    List<String> others = new ArrayList<>();
    if (dropped > 0) others.add(counted(dropped) + " with missing cells left out");
    long none = failures.count();
    if (none > 0) others.add(counted(none) + " more not judged: no log density");
    return others.isEmpty() ? "" : " (%s)".formatted(String.join(", ", others));
  }

  private static String errors(RowErrors errors, String unit) {
    if (Double.isNaN(errors.max())) return "not known: solves failed";
    String known =
        String.format(
            Locale.ROOT,
            "%.1e%s for half of the rows, %.1e for 99 of 100, %.1e for all",
            errors.p50(),
            unit,
            errors.p99(),
            errors.max());
    int unknown = errors.unknown();
    return unknown == 0
        ? known
        : "%s but %s, whose solves failed".formatted(known, counted(unknown));
  }

  private static String counted(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  private String mass() {
    double error = certificate.massError();
    if (Double.isNaN(error)) return "not known";
    int decimals = (int) Math.max(2, Math.min(6, Math.ceil(-Math.log10(error)) + 1));
    String numbers = "%." + decimals + "f ± %." + decimals + "f (95 %%), by %,d draws";
    return String.format(Locale.ROOT, numbers, certificate.mass(), error, draws);
  }

  private void addDoubts(List<String> lines) {
    double error = certificate.massError();
    if (Double.isNaN(error)) {
      lines.add(line("beware", "the mass was not found: solves failed, or draws tell nothing"));
    } else if (certificate.massIsOff()) {
      lines.add(line("beware", "the mass is not 1; try a lower --tolerance or float64"));
    }
    if (certificate.massIsVague()) {
      lines.add(line("beware", "the mass is hardly known; more --draws tell more"));
    }
  }

  private static String line(String label, String text) {
    return "%-10s  %s".formatted(label, text);
  }

  /** For programs. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("source", source);
    tree.put("rows", failures.rows());
    tree.put("dropped", dropped);
    failures.addTo(tree);
    tree.put("draws", draws);
    tree.put("certificate", certificate);
    return tree;
  }
}
