package advect.experiment.result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One experiment of a report.
 *
 * @param run the directory of its results
 * @param metrics what it measured
 */
record ReportEntry(Path run, Metrics metrics) {
  static ReportEntry of(Path run) {
    return new ReportEntry(run, MetricsFormat.read(run.resolve("metrics.json")));
  }

  /** Its name, leading to its results. */
  String link(String prefix) {
    return "[%s](%s)".formatted(metrics.name(), folder(prefix));
  }

  /** Its density, or its columns pair by pair, in small; empty if it has neither picture. */
  String picture(String prefix) {
    return Stream.of("density.png", "corner.png")
        .filter(name -> Files.exists(run.resolve(name)))
        .findFirst()
        .map(name -> folder(prefix) + "/" + name)
        .map(file -> "<a href=\"%s\"><img src=\"%s\" height=\"96\"></a>".formatted(file, file))
        .orElse("");
  }

  private String folder(String prefix) {
    return prefix + run.getFileName();
  }
}
