package advect.experiment.result;

import advect.numeric.Estimate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a study as people read it.
 *
 * @param name as in {@code test}
 * @param error its standard error, NaN if none is known
 * @param reference what belongs beside it
 */
public record StudyFigure(String name, double value, double error, @Nullable Double reference) {
  /** Marks the standard error of the figure whose name is the rest. */
  private static final String ERROR = "_se(?=_|$)";

  /** All figures in their order, each with its standard error if it has one. */
  public static List<StudyFigure> of(StudyMetrics metrics) {
    Map<String, Double> test = metrics.measured().test();
    return test.entrySet().stream()
        .filter(entry -> !isErrorOfAnother(entry.getKey(), test))
        .map(
            entry ->
                new StudyFigure(
                    entry.getKey(),
                    entry.getValue(),
                    errorOf(entry.getKey(), test),
                    metrics.measured().reference().get(entry.getKey())))
        .toList();
  }

  private static boolean isErrorOfAnother(String name, Map<String, Double> test) {
    String rest = name.replaceFirst(ERROR, "");
    return !rest.equals(name) && test.containsKey(rest);
  }

  private static double errorOf(String name, Map<String, Double> test) {
    return test.entrySet().stream()
        .filter(e -> !e.getKey().equals(name) && e.getKey().replaceFirst(ERROR, "").equals(name))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Its value, with what is known of it beside. */
  public String text(String absent) {
    String found =
        Double.isNaN(error)
            ? Numerals.figure(value, absent)
            : Numerals.estimate(new Estimate(value, error), absent);
    if (reference == null) return found;
    return found + " (reference %s)".formatted(Numerals.figure(reference, absent));
  }
}
