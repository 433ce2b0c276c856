package advect.experiment.learned;

import java.nio.DoubleBuffer;
import java.util.BitSet;
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

  /**
   * Of a table.
   *
   * @param table {@code [rows][columns]}, read only
   */
  public Repetitions(DMatrixRMaj table) {
    this.table = table;
  }

  /**
   * Numbers of the rows that are no repetitions, ascending. Of a table of any length this keeps no
   * more than the rows asked for.
   *
   * @param others {@code [rows][columns]}, read only
   */
  public int[] fresh(DMatrixRMaj others) {
    Set<DoubleBuffer> known = known(others);
    int[] equal =
        IntStream.range(0, others.numRows).filter(i -> known.contains(row(others, i))).toArray();
    List<Map<Double, Integer>> counts =
        IntStream.range(0, table.numCols).mapToObj(j -> counts(others, equal, j)).toList();
    BitSet repeated = new BitSet();
    IntStream.of(equal)
        .filter(i -> byChance(others, i, counts) <= BY_CHANCE)
        .forEach(repeated::set);
    return IntStream.range(0, others.numRows).filter(i -> !repeated.get(i)).toArray();
  }

  /** Those of the rows that the table has too. */
  private Set<DoubleBuffer> known(DMatrixRMaj others) {
    Set<DoubleBuffer> all = new HashSet<>();
    for (int i = 0; i < others.numRows; i++) all.add(row(others, i));
    Set<DoubleBuffer> known = new HashSet<>();
    for (int i = 0; i < table.numRows; i++)
      if (all.contains(row(table, i))) known.add(row(table, i));
    return known;
  }

  /** Equal to another of the same numbers. */
  private static DoubleBuffer row(DMatrixRMaj rows, int i) {
    return DoubleBuffer.wrap(rows.data, i * rows.numCols, rows.numCols);
  }

  /** How many rows of the table have each value that some rows have in a column. */
  private Map<Double, Integer> counts(DMatrixRMaj others, int[] some, int j) {
    Map<Double, Integer> counts = new HashMap<>(); // + 0.0, since -0 is 0
    for (int i : some) counts.put(others.get(i, j) + 0.0, 0);
    if (counts.isEmpty()) return counts;
    for (int i = 0; i < table.numRows; i++) {
      counts.computeIfPresent(table.get(i, j) + 0.0, (value, count) -> count + 1);
    }
    return counts;
  }

  private double byChance(DMatrixRMaj others, int i, List<Map<Double, Integer>> counts) {
    double expected = table.numRows;
    for (int j = 0; j < table.numCols; j++) {
      expected *= (double) counts.get(j).getOrDefault(others.get(i, j) + 0.0, 0) / table.numRows;
    }
    return expected;
  }
}
