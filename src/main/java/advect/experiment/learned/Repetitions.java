package advect.experiment.learned;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Which rows repeat one of a table, in all of their values, though chance would hardly have it so.
 *
 * <p>Where columns have few values, rows repeat one another as a matter of course, and their
 * repetitions are as good a judge of a density as any. So a row counts as a repetition only if the
 * table would have {@value #BY_CHANCE} rows like it or fewer, were its columns independent: n Π
 * (nⱼ/n), nⱼ of the n rows having its value in column j.
 */
public final class Repetitions {
  /** Columns that depend on one another meet more often, so that this is well below one row. */
  private static final double BY_CHANCE = 0.1;

  private final DMatrixRMaj table;
  private final Set<DoubleBuffer> rows = new HashSet<>();
  private final List<Map<Double, Integer>> counts = new ArrayList<>();

  /**
   * Of a table.
   *
   * @param table {@code [rows][columns]}, read only
   */
  public Repetitions(DMatrixRMaj table) {
    this.table = table;
    for (int i = 0; i < table.numRows; i++) rows.add(row(table, i));
    for (int j = 0; j < table.numCols; j++) counts.add(counts(j));
  }

  private Map<Double, Integer> counts(int j) {
    Map<Double, Integer> counts = new HashMap<>(); // + 0.0, since -0 is 0
    for (int i = 0; i < table.numRows; i++) counts.merge(table.get(i, j) + 0.0, 1, Integer::sum);
    return counts;
  }

  /** Equal to another of the same numbers. */
  private static DoubleBuffer row(DMatrixRMaj rows, int i) {
    return DoubleBuffer.wrap(rows.data, i * rows.numCols, rows.numCols);
  }

  /**
   * Numbers of the rows that are no repetitions, ascending.
   *
   * @param others {@code [rows][columns]}, read only
   */
  public int[] fresh(DMatrixRMaj others) {
    return IntStream.range(0, others.numRows).filter(i -> !repeats(others, i)).toArray();
  }

  private boolean repeats(DMatrixRMaj others, int i) {
    return rows.contains(row(others, i)) && byChance(others, i) <= BY_CHANCE;
  }

  private double byChance(DMatrixRMaj others, int i) {
    double expected = table.numRows;
    for (int j = 0; j < table.numCols; j++) {
      expected *= (double) counts.get(j).getOrDefault(others.get(i, j) + 0.0, 0) / table.numRows;
    }
    return expected;
  }
}
