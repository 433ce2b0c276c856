package advect.experiment.report;

import advect.experiment.result.Numerals;
import advect.experiment.result.StudyFigure;
import advect.experiment.result.StudyMetrics;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      | study | experiment | figures | seconds |
      |---|---|---|--:|
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
    ResultLinks links = new ResultLinks(run, prefix);
    double seconds = metrics.measured().time().getOrDefault("total", Double.NaN);
    return "| %s | %s | %s | %s |\n"
        .formatted(
            links.picture(pictures()),
            links.named(metrics.name()),
            figures(),
            Numerals.whole(seconds, "–"));
  }

  /** Names of the pictures, in an order that does not depend on the file system. */
  private List<String> pictures() {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".png"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SpecException(run + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }

  /** The first figures, one a line; those with a reference say more and come before the others. */
  private String figures() {
    List<StudyFigure> all =
        StudyFigure.of(metrics).stream()
            .sorted(Comparator.comparing(figure -> figure.reference() == null))
            .toList();
    String shown =
        all.stream()
            .limit(MOST)
            .map(figure -> figure.name() + " " + figure.text("–"))
            .collect(Collectors.joining("<br>"));
    int more = all.size() - MOST;
    return more > 0 ? shown + "<br>and %d more".formatted(more) : shown;
  }
}
