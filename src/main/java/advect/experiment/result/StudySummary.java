package advect.experiment.result;

import java.nio.file.Path;
import java.util.List;

/** The figures of a study, each with its error and reference, and where to look. */
public final class StudySummary {
  private StudySummary() {}

  /** A line a figure. */
  public static String of(StudyMetrics m, Path directory) {
    List<StudyFigure> figures = StudyFigure.of(m);
    int width = figures.stream().mapToInt(f -> f.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (StudyFigure figure : figures) {
      String space = " ".repeat(width - figure.name().length());
      text.append("%s%s  %s%n".formatted(figure.name(), space, figure.text("not finite")));
    }
    return text.append("results  %s%n".formatted(directory)).toString();
  }
}
