package advect.experiment.report;

import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * One experiment of a report.
 *
 * @param run the directory of its results
 * @param metrics what it measured
 */
record ReportEntry(Path run, Metrics metrics) {
  /** Its density, or its columns pair by pair. */
  private static final List<String> PICTURES = List.of("density.png", "corner.png");

  static ReportEntry of(Path run) {
    return new ReportEntry(run, MetricsFormat.read(run.resolve("metrics.json")));
  }

  /** Its name, leading to its results, and what it is if it is no flow. */
  String link(String prefix) {
    String fitted = metrics.subject().fitted();
    String link = new ResultLinks(run, prefix).named(metrics.subject().name());
    return fitted == null ? link : "%s (%s)".formatted(link, fitted);
  }

  /** What was learned, in small; empty if there is no picture of it. */
  String picture(String prefix) {
    return new ResultLinks(run, prefix).picture(PICTURES);
  }
}
