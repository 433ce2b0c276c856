package advect.cli.scores;

import advect.model.RowScores;
import advect.model.RowStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many of some rows have no log density.
 *
 * @param rows how many there are
 * @param kinds how many of them have none, by what is wrong with them
 */
public record RowFailures(long rows, Map<RowStatus, Long> kinds) {
  /** Of no rows. */
  static final RowFailures NONE = new RowFailures(0, Map.of());

  /** Takes a copy, in the order of statuses. */
  public RowFailures {
    kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
  }

  /** These and more rows. */
  RowFailures plus(RowScores scores) {
    Map<RowStatus, Long> all = new TreeMap<>(kinds);
    for (int row : scores.failed()) all.merge(scores.status(row), 1L, Long::sum);
    return new RowFailures(rows + scores.count(), all);
  }

  /** How many have none. */
  public long count() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In a sentence that more may be added to; empty if all rows have one. */
  public Optional<String> sentence() {
    if (kinds.isEmpty()) return Optional.empty();
    return Optional.of(
        "advect: %d of %d rows ha%s no log density: %s"
            .formatted(count(), rows, count() == 1 ? "s" : "ve", words()));
  }

  /** As in {@code 1 step-limit, 2 missing}. */
  String words() {
    return kinds.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey().word())
        .collect(Collectors.joining(", "));
  }

  /** Adds the counts, if there are any, to what programs are told. */
  public void addTo(Map<String, Object> tree) {
    if (kinds.isEmpty()) return;
    Map<String, Object> failed = new LinkedHashMap<>();
    kinds.forEach((kind, n) -> failed.put(kind.word(), n));
    tree.put("failed", failed);
  }
}
