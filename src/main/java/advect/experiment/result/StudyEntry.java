package advect.experiment.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One study of a report.
 *
 * @param run the directory of its results
 * @param metrics what it measured
 */
record StudyEntry(Path run, StudyMetrics metrics) {
  /** Figures that a row has room for. */
  private static final int MOST = 12;

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
    double seconds = metrics.time().getOrDefault("total", Double.NaN);
    return "| %s | [%s](%s%s) | %s | %s | %s |\n"
        .formatted(
            metrics.study(),
            metrics.name(),
            prefix,
            run.getFileName(),
            list(metrics.test()),
            list(metrics.reference()),
            Numerals.whole(seconds, "–"));
  }

  /** The first figures, one a line. */
  private static String list(Map<String, Double> figures) {
    String shown =
        figures.entrySet().stream()
            .limit(MOST)
            .map(figure -> figure.getKey() + " " + Numerals.fixed(figure.getValue(), "–"))
            .collect(Collectors.joining("<br>"));
    int more = figures.size() - MOST;
    return more > 0 ? shown + "<br>and %d more".formatted(more) : shown;
  }
}
