package advect.cli.scores;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few rows of lowest log density of many that pass by, the earlier one of equal ones first. */
final class LowestRows {
  private static final Comparator<ScoredRow> BY_DENSITY =
      Comparator.comparingDouble(ScoredRow::logp).thenComparingLong(ScoredRow::number);

  private final int most;
  private final PriorityQueue<ScoredRow> rows = new PriorityQueue<>(BY_DENSITY.reversed());

  /** Keeps at most {@code most} rows. */
  LowestRows(int most) {
    this.most = most;
  }

  /** Whether a later row with this log density is among the lowest so far. */
  boolean wants(double logp) {
    return rows.size() < most || logp < rows.element().logp();
  }

  void add(ScoredRow row) {
    rows.add(row);
    if (rows.size() > most) rows.remove();
  }

  /** The lowest first. */
  List<ScoredRow> list() {
    return rows.stream().sorted(BY_DENSITY).toList();
  }
}
