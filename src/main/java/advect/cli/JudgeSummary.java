package advect.cli;

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
 * @param draws for the mass
 */
record JudgeSummary(String source, int draws, Certificate certificate) {
  /** For people. */
  String text() {
    List<String> lines = new ArrayList<>();
    int rows = certificate.rows();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d row%s of %s, %s",
            rows,
            rows == 1 ? "" : "s",
            source,
            certificate.settings()));
    lines.add("");
    lines.add(line("log p", errors(certificate.logpError(), " nats off")));
    RowErrors trace = certificate.traceError();
    if (trace != null) lines.add(line("trace", errors(trace, " nats besides")));
    lines.add(line("round trip", errors(certificate.roundTrip(), " in units of the points")));
    lines.add(line("mass", mass()));
    addDoubts(lines);
    return String.join("\n", lines) + "\n";
  }

  private static String errors(RowErrors errors, String unit) {
    if (Double.isNaN(errors.max())) return "not known: solves failed";
    return String.format(
        Locale.ROOT,
        "%.1e%s for half of the rows, %.1e for 99 of 100, %.1e for all",
        errors.p50(),
        unit,
        errors.p99(),
        errors.max());
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
    tree.put("draws", draws);
    tree.put("certificate", certificate);
    return tree;
  }
}
