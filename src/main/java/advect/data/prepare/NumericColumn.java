package advect.data.prepare;

import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.IdentityTransform;
import advect.input.InputException;
import advect.input.PlainMap;
import advect.input.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** y = treatment(x + noise in the cell of x): one coordinate. */
record NumericColumn(String name, Cells cells, ColumnTransform treatment) implements EncodedColumn {
  @Override
  public List<String> outputs() {
    return List.of(name);
  }

  /** Cells lie inside the support or outside as a whole. */
  @Override
  public boolean accepts(double x) {
    return treatment.contains(cells.dequantize(x, 0)); // NaN is nowhere
  }

  @Override
  public double encode(double x, int row, Dequantization noise, double[] point, int at) {
    double inCell = cells.dequantize(x, noise.offset(row, at));
    if (Double.isNaN(inCell)) throw withoutCell(x, noise.firstRow() + row);
    if (!treatment.contains(inCell)) {
      String advice = "correct or remove the row, or fit again with another treatment of it";
      throw refusal(x, noise.firstRow() + row, support(), advice);
    }
    point[at] = treatment.forward(inCell);
    return treatment.logDerivative(inCell);
  }

  private InputException withoutCell(double x, long row) {
    if (cells instanceof Lattice lattice && lattice.tooLarge(x)) {
      String expected =
          "at most %s in size for cells of %s".formatted(lattice.largest(), lattice.cell());
      String advice = "use coarser units, or fit again without dequantizing this column";
      return refusal(x, row, expected, advice);
    }
    String advice = "round it, or fit again with rows like it or without dequantizing this column";
    return refusal(x, row, cells.values(), advice);
  }

  private String support() {
    String above = "a number above " + Spelling.of(treatment.low());
    if (Double.isInfinite(treatment.high())) return above;
    return above + " and below " + Spelling.of(treatment.high());
  }

  @Override
  public double decode(double[] point, int at) {
    return cells.snap(treatment.inverse(point[at]), treatment.low(), treatment.high());
  }

  @Override
  public double logCellWidth() {
    return cells.width() > 0 ? Math.log(cells.width()) : 0;
  }

  @Override
  public double logDerivative(double[] point, int at) {
    return treatment.logDerivative(treatment.inverse(point[at]));
  }

  @Override
  public boolean plain() {
    return treatment instanceof IdentityTransform;
  }

  @Override
  public boolean discrete() {
    return cells.width() > 0;
  }

  @Override
  public boolean integral() {
    return cells instanceof Lattice lattice && lattice.decimals() == 0;
  }

  @Override
  public double low() {
    return treatment.low();
  }

  @Override
  public double high() {
    return treatment.high();
  }

  @Override
  public Optional<EncodedColumn> withoutCells() {
    return Optional.of(new NumericColumn(name, new Continuous(), treatment));
  }

  @Override
  public Optional<String> report() {
    String lattice =
        cells.values().isEmpty() ? "" : "its values are " + cells.values() + ": dequantized";
    String map = treatment.formula().isEmpty() ? "" : "replaced by " + treatment.formula();
    if (lattice.isEmpty() && map.isEmpty()) return Optional.empty();
    String joint = lattice.isEmpty() || map.isEmpty() ? "" : ", then ";
    return Optional.of("Column '" + name + "': " + lattice + joint + map + ".");
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    if (cells instanceof Lattice lattice) tree.put("lattice", lattice.tree());
    tree.put("treatment", treatment.tree());
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static NumericColumn of(PlainMap node) {
    node.requireOnly("name", "lattice", "treatment");
    Cells cells = node.has("lattice") ? Lattice.of(node.child("lattice")) : new Continuous();
    return new NumericColumn(node.text("name"), cells, ColumnTransform.of(node.child("treatment")));
  }
}
