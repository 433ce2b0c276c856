package advect.field.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worst comparison of each name. */
final class Comparisons {
  private final Map<String, FieldCheck.Comparison> worst = new LinkedHashMap<>();

  /** Compares what a field says with a difference. */
  void add(String name, double got, Differences.Slope expected) {
    var comparison = new FieldCheck.Comparison(name, got, expected.value(), expected.error());
    worst.merge(name, comparison, (a, b) -> a.excess() >= b.excess() ? a : b);
  }

  List<FieldCheck.Comparison> worst() {
    return List.copyOf(worst.values());
  }
}
