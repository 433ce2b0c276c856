package advect.experiment.result;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One study of a report.
 *
 * @param run the directory of its results
 * @param metrics what it measured
 */
record StudyEntry(Path run, StudyMetrics metrics) {
  private static final String HEADER =
      """
      | study | experiment | figures | beside | seconds |
      |---|---|---|---|--:|
      """;

  /** Whether a directory holds the results of a study. */
  static boolean isOne(Path run) {
    return StudyMetrics.isIn(run.resolve("metrics.json"));
  }

  static StudyEntry of(Path run) {
    return new StudyEntry(run, StudyMetrics.read(run.resolve("metrics.json")));
  }

  /** All studies in Markdown; empty if there are none. */
  static String markdown(String prefix, List<StudyEntry> entries) {
    if (entries.isEmpty()) return "";
    return HEADER + entries.stream().map(e -> e.row(prefix)).collect(Collectors.joining());
  }

  private String row(String prefix) {
    String figures =
        metrics.test().entrySet().stream()
            .map(figure -> figure.getKey() + " " + Numerals.fixed(figure.getValue(), "–"))
            .collect(Collectors.joining("<br>"));
    String beside =
        metrics.reference().entrySet().stream()
            .map(figure -> figure.getKey() + " " + Numerals.fixed(figure.getValue(), "–"))
            .collect(Collectors.joining("<br>"));
    double seconds = metrics.time().getOrDefault("total", Double.NaN);
    return "| %s | [%s](%s%s) | %s | %s | %s |\n"
        .formatted(
            metrics.study(),
            metrics.name(),
            prefix,
            run.getFileName(),
            figures,
            beside,
            Numerals.whole(seconds, "–"));
  }
}
