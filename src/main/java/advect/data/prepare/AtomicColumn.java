package advect.data.prepare;

import advect.data.prepare.atom.AtomMap;
import advect.data.prepare.atom.Atoms;
import advect.data.prepare.transform.NormalTransform;
import advect.input.PlainMap;
import advect.input.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column that takes a few values with probabilities of their own, and a continuum beside them.
 *
 * <p>An atom a of probability π goes to y = Φ⁻¹(F(a-) + u π), u being uniform in training, and all
 * of that interval is decoded to a. Its log P = log p(y) + log(π / φ(y)) is against counting
 * measure, or, if values are rounded, over the width of its cell as for all values beside it. These
 * go to y = Φ⁻¹(F(x)).
 *
 * @param others the column without atoms, made standard normal
 * @param map makes room for the atoms
 */
record AtomicColumn(NumericColumn others, Atoms atoms, AtomMap map) implements EncodedColumn {
  /**
   * Joins both.
   *
   * @throws IllegalArgumentException if the atoms leave no room for the others
   */
  static AtomicColumn of(NumericColumn others, Atoms atoms) {
    List<double[]> intervals =
        atoms.all().stream().map(atom -> interval(others, atoms, atom.value())).toList();
    return new AtomicColumn(others, atoms, new AtomMap(atoms, intervals));
  }

  /** What no other value's score is in. */
  private static double[] interval(NumericColumn others, Atoms atoms, double value) {
    double low = others.cells().edgeBelow(value);
    double high = others.cells().edgeAbove(value);
    return new double[] {
      value == atoms.least() ? Double.NEGATIVE_INFINITY : others.transform().forward(low),
      value == atoms.greatest() ? Double.POSITIVE_INFINITY : others.transform().forward(high)
    };
  }

  @Override
  public boolean isAtom(double x) {
    return atoms.find(x) >= 0;
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public List<String> outputs() {
    return others.outputs();
  }

  @Override
  public boolean accepts(double x) {
    return others.accepts(x) && atoms.least() <= x && x <= atoms.greatest();
  }

  @Override
  public double encode(double x, int row, Dequantization noise, double[] point, int at) {
    int atom = atoms.find(x);
    if (atom >= 0) {
      point[at] = map.inAtom(atom, noise.inAtom(row, at));
      return map.logRoom(atom, point[at]) - logCellWidth();
    }
    if (x < atoms.least() || x > atoms.greatest()) {
      String advice = "correct or remove the row, or fit again with rows like it";
      throw refusal(x, noise.firstRow() + row, support(), advice);
    }
    double logDerivative = others.encode(x, row, noise, point, at);
    int piece = atoms.below(x);
    double score = point[at];
    point[at] = map.forward(piece, score);
    return map.logDerivative(piece, score) + logDerivative;
  }

  private String support() {
    String least = atoms.lowest() ? Spelling.of(atoms.least()) + " or more" : "";
    String greatest = atoms.highest() ? Spelling.of(atoms.greatest()) + " or less" : "";
    return "a number that is "
        + least
        + (atoms.lowest() && atoms.highest() ? " and " : "")
        + greatest;
  }

  @Override
  public double decode(double[] point, int at) {
    int atom = map.atomAt(point[at]);
    if (atom >= 0) return atoms.all().get(atom).value();
    double x = others.decode(new double[] {map.inverse(point[at])}, 0);
    return Math.min(Math.max(x, atoms.least()), atoms.greatest()); // against round-off
  }

  @Override
  public double cellWidth() {
    return others.cellWidth();
  }

  @Override
  public boolean plain() {
    return false;
  }

  @Override
  public boolean discrete() {
    return others.discrete();
  }

  @Override
  public boolean integral() {
    return others.integral();
  }

  @Override
  public boolean mixed() {
    return !discrete();
  }

  /** A bound is a value itself. */
  @Override
  public double low() {
    return atoms.lowest() ? Math.nextDown(atoms.least()) : others.low();
  }

  @Override
  public double high() {
    return atoms.highest() ? Math.nextUp(atoms.greatest()) : others.high();
  }

  /** An atom by itself has no density. */
  @Override
  public Optional<EncodedColumn> withoutCells() {
    return Optional.empty();
  }

  @Override
  public Optional<String> report() {
    String shares =
        atoms.all().stream()
            .map(a -> Spelling.of(a.value()) + " in " + Percentage.of(a.share()))
            .collect(Collectors.joining(", "));
    String measure =
        mixed()
            ? "log p of such rows is a log probability in that column"
            : "log p of such rows is the log of a probability over the width of a cell";
    String what = atoms.all().size() == 1 ? "an atom" : "atoms";
    String sentence =
        "Column '%s' is %s of the rows: %s; %s.".formatted(name(), shares, what, measure);
    String lattice = others.cells().values();
    String each =
        lattice.isEmpty()
            ? "Each other value is"
            : "Other values are " + lattice + ": dequantized, then each is";
    String formula = others.transform().formula();
    return Optional.of(sentence + " " + each + " replaced by " + formula + ".");
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>(others.tree());
    tree.put("atoms", atoms.tree());
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static AtomicColumn of(PlainMap node) {
    NumericColumn others = NumericColumn.of(node.without("atoms"));
    if (!(others.transform() instanceof NormalTransform)) {
      throw node.trouble("treatment", others.transform().tree().get("kind"), "normal beside atoms");
    }
    Atoms atoms = Atoms.of(node.child("atoms"));
    return node.make(() -> of(others, atoms));
  }
}
