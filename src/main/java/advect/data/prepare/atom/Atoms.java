package advect.data.prepare.atom;

import advect.input.PlainMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The atoms of a column.
 *
 * @param all one or more, by increasing value; their shares leave something for other values
 * @param lowest whether no value is below the first: it is the column's bound
 * @param highest whether no value is above the last
 */
public record Atoms(List<Atom> all, boolean lowest, boolean highest) {
  /** Requires an order and something besides. */
  public Atoms {
    all = List.copyOf(all);
    double sum = 0;
    for (int i = 0; i < all.size(); i++) {
      sum += all.get(i).share();
      if (i == 0 || all.get(i - 1).value() < all.get(i).value()) continue;
      throw new IllegalArgumentException("atoms need increasing values, found " + all);
    }
    if (!(sum > 0 && sum < 1)) {
      throw new IllegalArgumentException(
          "atoms need shares whose sum is between 0 and 1, found " + all);
    }
    if (lowest && highest && all.size() < 2) {
      throw new IllegalArgumentException("values need room beside the atom " + all);
    }
  }

  /** The number of the atom that has this value, or -1. */
  public int find(double x) {
    for (int i = 0; i < all.size(); i++) if (all.get(i).value() == x) return i;
    return -1;
  }

  /** How many atoms are below x. */
  public int below(double x) {
    int count = 0;
    while (count < all.size() && all.get(count).value() < x) count++;
    return count;
  }

  /** The least value of the column; -∞ if there is no bound. */
  public double least() {
    return lowest ? all.get(0).value() : Double.NEGATIVE_INFINITY;
  }

  /** The greatest value of the column; ∞ if there is no bound. */
  public double greatest() {
    return highest ? all.get(all.size() - 1).value() : Double.POSITIVE_INFINITY;
  }

  /** As plain values; {@link #of} reads it. */
  public Map<String, Object> tree() {
    return Map.of(
        "values",
        all.stream().map(Atom::value).toList(),
        "shares",
        all.stream().map(Atom::share).toList(),
        "lowest",
        lowest,
        "highest",
        highest);
  }

  /** Reads what {@link #tree} wrote. */
  public static Atoms of(PlainMap node) {
    node.requireOnly("values", "shares", "lowest", "highest");
    List<Double> values = node.numbers("values");
    List<Double> shares = node.numbers("shares");
    boolean lowest = node.truth("lowest");
    boolean highest = node.truth("highest");
    if (values.size() != shares.size()) {
      throw node.trouble("shares", shares, "as many as values, " + values.size());
    }
    return node.make(
        () -> {
          List<Atom> all = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) all.add(new Atom(values.get(i), shares.get(i)));
          return new Atoms(all, lowest, highest);
        });
  }
}
