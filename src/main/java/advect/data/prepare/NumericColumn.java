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

/** y = transform(x + noise in the cell of x): one coordinate. */
record NumericColumn(String name, Cells cells, ColumnTransform transform) implements EncodedColumn {
  @Override
  public List<String> outputs() {
    return List.of(name);
  }

  /** Cells lie inside the support or outside as a whole. */
  @Override
  public boolean accepts(double x) {
    return transform.contains(cells.dequantize(x, 0)); // NaN is nowhere
  }

  @Override
  public double encode(double x, int row, Dequantization noise, double[] point, int at) {
    double inCell = inCell(x, row, noise, at);
    point[at] = transform.forward(inCell);
    return transform.logDerivative(inCell);
  }

  /** A point of the cell of a finite number, in the user's units; arguments as {@link #encode}. */
  double inCell(double x, int row, Dequantization noise, int at) {
    double inCell = cells.dequantize(x, noise.offset(row, at));
    if (Double.isNaN(inCell)) throw withoutCell(x, noise.firstRow() + row);
    if (!transform.contains(inCell)) {
      String advice = "correct or remove the row, or fit again with another transform of it";
      throw refusal(x, noise.firstRow() + row, support(), advice);
    }
    return inCell;
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
    String above = "a number above " + Spelling.of(transform.low());
    if (Double.isInfinite(transform.high())) return above;
    return above + " and below " + Spelling.of(transform.high());
  }

  @Override
  public double decode(double[] point, int at) {
    return cells.snap(transform.inverse(point[at]), transform.low(), transform.high());
  }

  @Override
  public double cellWidth() {
    return cells.width();
  }

  @Override
  public boolean plain() {
    return transform instanceof IdentityTransform;
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
    return transform.low();
  }

  @Override
  public double high() {
    return transform.high();
  }

  @Override
  public Optional<EncodedColumn> withoutCells() {
    return Optional.of(new NumericColumn(name, new Continuous(), transform));
  }

  @Override
  public Optional<String> report() {
    String lattice =
        cells.values().isEmpty() ? "" : "its values are " + cells.values() + ": dequantized";
    String map = transform.formula().isEmpty() ? "" : "replaced by " + transform.formula();
    if (lattice.isEmpty() && map.isEmpty()) return Optional.empty();
    String joint = lattice.isEmpty() || map.isEmpty() ? "" : ", then ";
    return Optional.of("Column '" + name + "': " + lattice + joint + map + ".");
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    if (cells instanceof Lattice lattice) tree.put("lattice", lattice.tree());
    tree.put("treatment", transform.tree());
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static NumericColumn of(PlainMap node) {
    node.requireOnly("name", "lattice", "treatment");
    Cells cells = node.has("lattice") ? Lattice.of(node.child("lattice")) : new Continuous();
    return new NumericColumn(node.text("name"), cells, ColumnTransform.of(node.child("treatment")));
  }
}
