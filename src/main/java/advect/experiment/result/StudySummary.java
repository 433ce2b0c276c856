package advect.experiment.result;

import java.nio.file.Path;
import java.util.Map;

/** The figures of a study, each beside its reference, and where to look. */
public final class StudySummary {
  private StudySummary() {}

  /** A line a figure. */
  public static String of(StudyMetrics m, Path directory) {
    int width = m.test().keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Double> figure : m.test().entrySet()) {
      Double reference = m.reference().get(figure.getKey());
      String beside = reference == null ? "" : "  (reference %s)".formatted(reference);
      text.append(
          "%s%s  %s%s%n"
              .formatted(
                  figure.getKey(),
                  " ".repeat(width - figure.getKey().length()),
                  Numerals.fixed(figure.getValue(), "not finite"),
                  beside));
    }
    return text.append("results  %s%n".formatted(directory)).toString();
  }
}
