package advect.study;

import advect.plot.chart.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a study.
 *
 * @param protocol how the figures were obtained, in sentences that anyone could repeat
 * @param test figures by name, such as {@code rmse_30}
 * @param reference published or other figures that belong beside those of the same name
 * @param time durations by name, in seconds
 * @param pictures by file name without its ending
 */
public record Findings(
    String protocol,
    Map<String, Double> test,
    Map<String, Double> reference,
    Map<String, Double> time,
    Map<String, Figure> pictures) {
  /** Takes copies that keep the order. */
  public Findings {
    test = copy(test);
    reference = copy(reference);
    time = copy(time);
    pictures = copy(pictures);
  }

  /**
   * The reference of a model that another of the same study is the measure of: beside {@code
   * a_model_b} belongs {@code a_other_b}, where there is one.
   */
  public static Map<String, Double> beside(Map<String, Double> test, String model, String other) {
    Map<String, Double> reference = new LinkedHashMap<>();
    for (String name : test.keySet()) {
      Double measure = test.get(name.replace(model, other));
      if (measure != null && name.contains(model) && !name.endsWith("_se")) {
        reference.put(name, measure);
      }
    }
    return reference;
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
