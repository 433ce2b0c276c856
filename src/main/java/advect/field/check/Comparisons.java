package advect.field.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worst comparison of each name. */
final class Comparisons {
  private final Map<String, FieldCheck.Part> worst = new LinkedHashMap<>();

  /** Compares what a field says with a difference. */
  void add(String name, double got, Differences.Slope expected) {
    var part = new FieldCheck.Part(name, got, expected.value(), expected.error());
    worst.merge(name, part, (a, b) -> a.excess() >= b.excess() ? a : b);
  }

  List<FieldCheck.Part> worst() {
    return List.copyOf(worst.values());
  }
}
