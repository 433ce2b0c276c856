package advect.data.prepare;

import advect.input.PlainMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column of level numbers 0 to k - 1 becomes k coordinates: level i is put in the cube of side 1
 * around the i-th unit vector.
 *
 * <p>The k cubes do not overlap, and the greatest coordinate tells in which one a point is; so
 * every point of R^k decodes to a level, and the probability of a level is near the density in its
 * cube.
 *
 * @param levels names of the levels, by number
 */
record CategoricalColumn(String name, List<String> levels) implements EncodedColumn {
  /** Requires two or more distinct names. */
  CategoricalColumn {
    levels = List.copyOf(levels);
    if (levels.size() < 2 || levels.stream().distinct().count() < levels.size()) {
      throw new IllegalArgumentException(
          "column '%s': expected two or more distinct levels, found %s".formatted(name, levels));
    }
  }

  @Override
  public List<String> outputs() {
    return levels.stream().map(level -> name + "=" + level).toList();
  }

  @Override
  public boolean accepts(double x) {
    return x == Math.rint(x) && x >= 0 && x < levels.size();
  }

  @Override
  public double encode(double x, int row, Dequantization noise, double[] point, int at) {
    int last = levels.size() - 1;
    if (!accepts(x)) {
      String expected =
          "the number of a level, from 0 ('%s') to %d ('%s')"
              .formatted(levels.get(0), last, levels.get(last));
      String advice = "correct or remove the row, or fit again with more levels";
      throw refusal(x, noise.firstRow() + row, expected, advice);
    }
    for (int level = 0; level <= last; level++) {
      point[at + level] = (level == x ? 1 : 0) + noise.offset(row, at + level);
    }
    return 0;
  }

  @Override
  public double decode(double[] point, int at) {
    int best = 0;
    for (int level = 1; level < levels.size(); level++) {
      if (point[at + level] > point[at + best]) best = level;
    }
    return best;
  }

  @Override
  public boolean plain() {
    return false;
  }

  @Override
  public boolean discrete() {
    return true;
  }

  @Override
  public double cellWidth() {
    return 1;
  }

  @Override
  public boolean integral() {
    return true;
  }

  @Override
  public double low() {
    return -0.5;
  }

  @Override
  public double high() {
    return levels.size() - 0.5;
  }

  @Override
  public Optional<EncodedColumn> withoutCells() {
    return Optional.empty();
  }

  @Override
  public Optional<String> report() {
    return Optional.of(
        "Column '%s': a category of %d levels (%s) becomes as many coordinates, dequantized."
            .formatted(name, levels.size(), String.join(", ", levels)));
  }

  @Override
  public Map<String, Object> tree() {
    return Map.of("name", name, "levels", levels);
  }

  /** Reads what {@link #tree} wrote. */
  static CategoricalColumn of(PlainMap node) {
    node.requireOnly("name", "levels");
    String name = node.text("name");
    List<String> levels = node.texts("levels");
    return node.make(() -> new CategoricalColumn(name, levels));
  }
}
