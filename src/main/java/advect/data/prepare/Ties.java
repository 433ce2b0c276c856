package advect.data.prepare;

import advect.input.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How often values of a column repeat. */
final class Ties {
  /**
   * Below this share of rows that repeat another's value, neighbours on a lattice are closer than
   * rows are, so that a smooth density cannot tell the lattice from a continuum.
   */
  static final double MATTER = 0.05;

  /** An atom has this share of the rows or more. */
  private static final double HEAVY = 0.05;

  /** 0 is one with this share. */
  private static final double HEAVY_ZERO = 0.02;

  private static final int MOST_ATOMS = 8;

  /** An atom has more than this many times the rows of its neighbours. */
  private static final int STANDS_OUT = 10;

  /** A column of fewer distinct values may have any shape without a value being an atom. */
  private static final int MANY = 100;

  private final double[] sorted;
  private final int[] counts;
  private final double[] distinct;

  /** Counts; {@code values} is read only. */
  Ties(double[] values) {
    sorted = Arrays.stream(values).map(x -> x + 0.0).toArray(); // -0 is 0
    Arrays.sort(sorted);
    distinct = Arrays.stream(sorted).distinct().toArray();
    counts = new int[distinct.length];
    int at = 0;
    for (double x : sorted) {
      if (x != distinct[at]) at++;
      counts[at]++;
    }
  }

  boolean constant() {
    return distinct.length == 1;
  }

  /** Whether so many rows repeat another's value that it matters. */
  boolean matter() {
    return share() >= MATTER;
  }

  /** Rows that repeat the value of an earlier one, as a share of all. */
  private double share() {
    return 1 - (double) distinct.length / sorted.length;
  }

  /** The sentence about ties that were left as they are, if they matter. */
  Optional<String> warning(String column) {
    if (!matter()) return Optional.empty();
    int mode = 0;
    for (int i = 1; i < counts.length; i++) if (counts[i] > counts[mode]) mode = i;
    return Optional.of(
        ("Warning: in column '%s' %s of the rows repeat the value of another (%s is in %d of %d) and"
                + " it was not dequantized: a density can grow there without bound, so its"
                + " likelihood means little.")
            .formatted(
                column,
                Percentage.of(share()),
                Spelling.of(distinct[mode]),
                counts[mode],
                sorted.length));
  }

  /** The sentence about a value of a dequantised column that towers over its neighbours. */
  Optional<String> atomWarning(String column) {
    @Nullable Integer atom = atom();
    if (atom == null) return Optional.empty();
    return Optional.of(
        ("Warning: column '%s' is %s in %s of the rows, far more often than the values beside it: a"
                + " smooth density can only approach such a spike; consider a category of its own.")
            .formatted(
                column,
                Spelling.of(distinct[atom]),
                Percentage.of((double) counts[atom] / sorted.length)));
  }

  /**
   * Values that no smooth density explains, increasing, at most {@value #MOST_ATOMS}, the
   * commonest.
   *
   * <p>Under a smooth density neighbouring values are about as frequent as one another. So an atom
   * has a twentieth of the rows (0, which often means that there is nothing to measure, a fiftieth)
   * and more than {@value #STANDS_OUT} times those of the nearest values on either side that have
   * less: then even a tenfold error of the neighbours' frequency would not explain it.
   */
  List<Double> atoms() {
    return IntStream.range(0, counts.length)
        .filter(i -> heavy(i) && counts[i] > STANDS_OUT * Math.max(beside(i, -1), beside(i, 1)))
        .boxed()
        .sorted(Comparator.comparing(i -> -counts[i]))
        .limit(MOST_ATOMS)
        .sorted()
        .map(i -> distinct[i])
        .toList();
  }

  private boolean heavy(int i) {
    return counts[i] >= (distinct[i] == 0 ? HEAVY_ZERO : HEAVY) * sorted.length;
  }

  /** Rows of the nearest value in a direction that is not heavy itself; 0 if there is none. */
  private int beside(int i, int step) {
    int j = i + step;
    while (j >= 0 && j < counts.length && heavy(j)) j += step;
    return j >= 0 && j < counts.length ? counts[j] : 0;
  }

  /** Whether there are so many values that a column of a lattice is nearly a continuum. */
  boolean many() {
    return distinct.length >= MANY;
  }

  private @Nullable Integer atom() {
    if (!many()) return null;
    for (int i = 0; i < counts.length; i++) {
      int left = i > 0 ? counts[i - 1] : 0;
      int right = i + 1 < counts.length ? counts[i + 1] : 0;
      if (counts[i] >= HEAVY * sorted.length && counts[i] > STANDS_OUT * Math.max(left, right)) {
        return i;
      }
    }
    return null;
  }
}
