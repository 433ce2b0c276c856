package advect.data.prepare;

import advect.data.prepare.Dequantization.InAtoms;
import advect.data.prepare.linear.LinearMap;
import advect.input.InputException;
import advect.input.PlainMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * An invertible map from rows of a table to points of R^m that suit a flow, with its Jacobian.
 *
 * <p>A flow needs points that fill R^m: without constants, without atoms, without hard edges. So
 * each column is dequantised if it is rounded ({@link Dequantization}), gives values that far more
 * rows have than a density explains intervals to fill, if that is asked for, is mapped to the real
 * line if it is bounded (log, logit) or, if that is asked for, of any other shape ({@link
 * advect.data.prepare.transform.NormalTransform}), and all coordinates together are standardised or
 * whitened:
 *
 * <pre>z = W (T(x + noise in its cell) - shift),   log p(x) = log p(z) + log|det W| + Σ log T'
 * </pre>
 *
 * <p>It is fitted to training rows once and then is a function of a row alone: rows may be encoded
 * in blocks of any size, with the same bits.
 *
 * <p>A flow's density of {@code encode(rows).points()} plus {@code logJacobian()} is log p in nats
 * and in the user's units. For dequantised columns that is a density over cells: log P(row) ≈ log p
 * + {@link #logCellVolume()}.
 *
 * <p>Cost: O(rows · columns), with whitening O(rows · m²). Threads: immutable; safe to share.
 */
public final class Preprocessing {
  private static final String DAMAGED =
      "it was damaged or written by another version, so fit it again";

  private final List<EncodedColumn> columns;
  private final LinearMap linear;
  private final List<String> warnings;

  Preprocessing(List<EncodedColumn> columns, LinearMap linear, List<String> warnings) {
    this.columns = List.copyOf(columns);
    this.linear = linear;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Learns from training rows what each column needs, by the rules of {@link PreprocessingOptions}.
   *
   * @param columns distinct names
   * @param training {@code [row][column]}, finite, read only
   * @throws InputException if there are fewer than two rows, a column is constant, a value is not
   *     finite or not in the domain of the transform asked for
   */
  public static Preprocessing fit(
      List<String> columns, DMatrixRMaj training, PreprocessingOptions options) {
    return new PreprocessingFit(columns, training, options).fit();
  }

  /** Columns of a row. */
  public int inputs() {
    return columns.size();
  }

  /** Coordinates of a point, m. */
  public int outputs() {
    return linear.dim();
  }

  /** Names of the columns of a row. */
  public List<String> columns() {
    return columns.stream().map(EncodedColumn::name).toList();
  }

  /** Names of the levels 0, 1, ... of the columns that are categories. */
  public Map<String, List<String>> levels() {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (EncodedColumn column : columns) {
      if (column instanceof CategoricalColumn category) {
        levels.put(column.name(), category.levels());
      }
    }
    return levels;
  }

  /** Names of the coordinates before the linear map. */
  List<String> outputNames() {
    return columns.stream().flatMap(column -> column.outputs().stream()).toList();
  }

  /**
   * Rows to points.
   *
   * @param rows {@code [row][inputs]}, read only
   * @param noise where values of dequantised columns are put in their cells
   * @throws InputException if a value is not finite, off the lattice of its column, outside its
   *     bounds or too large for finite coordinates, with row (counted from 1 at the noise's first
   *     row) and column
   */
  public Encoded encode(DMatrixRMaj rows, Dequantization noise) {
    requireWidth("rows", rows, inputs());
    int m = outputs();
    DMatrixRMaj points = new DMatrixRMaj(rows.numRows, m);
    double[] logJacobian = new double[rows.numRows];
    DMatrixRMaj treated = new DMatrixRMaj(m, 1);
    DMatrixRMaj point = new DMatrixRMaj(m, 1);
    double logDeterminant = linear.logDeterminant();
    for (int row = 0; row < rows.numRows; row++) {
      double sum = logDeterminant;
      int at = 0;
      for (int j = 0; j < columns.size(); j++) {
        EncodedColumn column = columns.get(j);
        double x = finite(rows, row, j, noise);
        sum += column.encode(x, row, noise, treated.data, at);
        at += column.outputs().size();
      }
      linear.forward(treated, point);
      if (MatrixFeatures_DDRM.hasUncountable(point)) {
        throw tooLarge(rows, row, noise.firstRow() + row, treated.data);
      }
      System.arraycopy(point.data, 0, points.data, row * m, m);
      logJacobian[row] = sum;
    }
    return new Encoded(points, logJacobian);
  }

  /**
   * The points at which rows are scored, whatever rows are beside them: values in the centre of
   * their cells, and a row with an atom at several places of it, whose mean is nearly the atom's
   * probability.
   *
   * @param rows {@code [row][inputs]}, read only
   * @param firstRow number of the first of them, from 0, for messages
   * @throws InputException as {@link #encode}
   */
  public Encoded encodeToScore(DMatrixRMaj rows, long firstRow) {
    Encoded centres = encode(rows, Dequantization.centre(firstRow)); // refuses by number
    int[] first = new int[rows.numRows + 1];
    for (int row = 0; row < rows.numRows; row++) {
      first[row + 1] = first[row] + (hasAtom(rows, row) ? InAtoms.PLACES : 1);
    }
    if (first[rows.numRows] == rows.numRows) return centres;
    Encoded encoded = encode(InAtoms.repeated(rows, first), InAtoms.of(first));
    return new Encoded(encoded.points(), encoded.logJacobian(), first);
  }

  private boolean hasAtom(DMatrixRMaj rows, int row) {
    return IntStream.range(0, inputs()).anyMatch(j -> columns.get(j).isAtom(rows.get(row, j)));
  }

  private double finite(DMatrixRMaj rows, int row, int j, Dequantization noise) {
    double x = rows.get(row, j);
    if (Double.isFinite(x)) return x;
    throw columns
        .get(j)
        .refusal(x, noise.firstRow() + row, "a finite number", "correct it or remove the row");
  }

  /**
   * Rows with noise in their cells, in the user's units: a density there is one at {@code
   * encode(rows, noise)} times the Jacobian.
   *
   * @param rows {@code [row][inputs]}, read only
   * @return a new matrix {@code [row][inputs]}
   * @throws InputException as {@link #encode}, or if a column is a category or has atoms, whose
   *     points have no units
   */
  public DMatrixRMaj dequantize(DMatrixRMaj rows, Dequantization noise) {
    requireWidth("rows", rows, inputs());
    DMatrixRMaj points = rows.createLike();
    for (int j = 0; j < columns.size(); j++) {
      if (!(columns.get(j) instanceof NumericColumn column)) {
        throw new InputException(
            ("Column '%s' is a category or has atoms, expected numbers alone, whose points are in"
                    + " the units of the table; leave it out.")
                .formatted(columns.get(j).name()));
      }
      for (int row = 0; row < rows.numRows; row++) {
        points.set(row, j, column.inCell(finite(rows, row, j, noise), row, noise, j));
      }
    }
    return points;
  }

  /** The complaint about the farthest value of a row whose point is not finite. */
  private InputException tooLarge(DMatrixRMaj rows, int row, long number, double[] treated) {
    int farthest = 0;
    for (int i = 1; i < treated.length; i++) {
      if (Math.abs(treated[i]) > Math.abs(treated[farthest])) farthest = i;
    }
    int j = columnOf(farthest);
    return columns
        .get(j)
        .refusal(
            rows.get(row, j),
            number,
            "a number whose coordinates are finite",
            "correct it or remove the row");
  }

  private int columnOf(int coordinate) {
    int j = 0;
    int end = columns.get(0).outputs().size();
    while (end <= coordinate) end += columns.get(++j).outputs().size();
    return j;
  }

  /**
   * The first row with a value that is not one of its column's, so that {@link #encode} refuses it.
   *
   * @param rows {@code [row][inputs]}, finite, read only
   * @param from where to begin
   * @return its number, or that of rows if there is none
   */
  int firstRefused(DMatrixRMaj rows, int from) {
    int row = from;
    while (row < rows.numRows && accepts(rows, row)) row++;
    return row;
  }

  /** Whether all values of a row are of their columns; encoding may still find one too large. */
  public boolean accepts(DMatrixRMaj rows, int row) {
    for (int j = 0; j < columns.size(); j++) {
      if (!columns.get(j).accepts(rows.get(row, j))) return false;
    }
    return true;
  }

  /** Why {@link #encode} refuses a row, beginning with the column; empty if it does not. */
  public Optional<String> refusal(DMatrixRMaj rows, int row) {
    try {
      encode(CommonOps_DDRM.extractRow(rows, row, null), Dequantization.centre());
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(String.valueOf(e.getMessage()).replaceFirst("^Row 1, ", ""));
    }
  }

  /**
   * Points to rows in the user's units: values of dequantised columns are rounded to their lattice
   * and have the bits of their decimal; bounds are kept; a category is the number of its level.
   *
   * @param points {@code [row][outputs]}, finite, read only
   * @return a new matrix {@code [row][inputs]}
   * @throws InputException if a coordinate is not finite
   */
  public DMatrixRMaj decode(DMatrixRMaj points) {
    requireWidth("points", points, outputs());
    int m = outputs();
    DMatrixRMaj rows = new DMatrixRMaj(points.numRows, inputs());
    DMatrixRMaj treated = new DMatrixRMaj(m, 1);
    DMatrixRMaj point = new DMatrixRMaj(m, 1);
    for (int row = 0; row < points.numRows; row++) {
      System.arraycopy(points.data, row * m, point.data, 0, m);
      requireFinite(row, point.data);
      linear.inverse(point, treated);
      int at = 0;
      for (int j = 0; j < columns.size(); j++) {
        rows.set(row, j, columns.get(j).decode(treated.data, at));
        at += columns.get(j).outputs().size();
      }
    }
    return rows;
  }

  private static void requireWidth(String what, DMatrixRMaj matrix, int width) {
    if (matrix.numCols != width) {
      throw new InputException(
          "Expected %s [n][%d], found [%d][%d]; give the columns that were fitted."
              .formatted(what, width, matrix.numRows, matrix.numCols));
    }
  }

  private static void requireFinite(int row, double[] point) {
    for (int i = 0; i < point.length; i++) {
      if (!Double.isFinite(point[i])) {
        throw new InputException(
            "Point %d, coordinate %d: found %s, expected a finite number; look at the flow it is of."
                .formatted(row + 1, i + 1, point[i]));
      }
    }
  }

  /**
   * Log of the volume of a row's cell, in nats: the sum of log step over dequantised columns. What
   * turns log p into the log probability of a rounded row.
   */
  public double logCellVolume() {
    return columns.stream().mapToDouble(EncodedColumn::logCellWidth).sum();
  }

  /**
   * Width of the cells of a column, counted from 0, in its units; 0 if values stand for themselves.
   */
  public double cellWidth(int column) {
    return columns.get(column).cellWidth();
  }

  /** Whether points are rows, but for noise in cells: so that pictures of points are of rows. */
  public boolean plain() {
    return columns.stream().allMatch(EncodedColumn::plain) && linear.isIdentity();
  }

  /** Whether every column is rounded, so that rows have probabilities. */
  public boolean discrete() {
    return columns.stream().allMatch(EncodedColumn::discrete);
  }

  /**
   * Whether log p is against a mixed measure: a column that is not rounded has atoms, so that log p
   * of rows with one of them is a log probability in that column, and of others a log density. Such
   * numbers compare only with those of a density of the same points.
   */
  public boolean mixed() {
    return columns.stream().anyMatch(EncodedColumn::mixed);
  }

  /** Names of the columns that decode to integers: rounded to whole numbers, or categories. */
  public Set<String> integralColumns() {
    return columns.stream()
        .filter(EncodedColumn::integral)
        .map(EncodedColumn::name)
        .collect(Collectors.toSet());
  }

  /**
   * The same map for numbers between the values of rounded columns, each of which stands for
   * itself: the density of {@code encode} is then defined on the whole support.
   *
   * @return empty if a column is a category, between whose levels there is nothing, or has atoms,
   *     which have no density
   */
  public Optional<Preprocessing> withoutCells() {
    List<EncodedColumn> continuous =
        columns.stream().map(EncodedColumn::withoutCells).flatMap(Optional::stream).toList();
    return continuous.size() < columns.size()
        ? Optional.empty()
        : Optional.of(new Preprocessing(continuous, linear, warnings));
  }

  /** Values of a column, counted from 0, are above this; may be -∞. */
  public double low(int column) {
    return columns.get(column).low();
  }

  /** Values of a column, counted from 0, are below this; may be ∞. */
  public double high(int column) {
    return columns.get(column).high();
  }

  /** A sentence a column whose transform is not the identity, then the warnings of the fit. */
  public List<String> report() {
    return Stream.concat(
            columns.stream().map(EncodedColumn::report).flatMap(Optional::stream),
            warnings.stream())
        .toList();
  }

  /** All of it as maps, lists, texts and doubles; {@link #of} reads it with the same bits. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("columns", columns.stream().map(EncodedColumn::tree).toList());
    tree.put("linear", linear.tree());
    tree.put("warnings", warnings);
    return tree;
  }

  /**
   * What {@link #tree} wrote, perhaps by way of a file.
   *
   * @param tree may hold anything
   * @throws InputException with the place of what is missing, unknown or out of range
   */
  public static Preprocessing of(Map<String, Object> tree) {
    PlainMap node = new PlainMap("Preprocessing, tree", tree, DAMAGED);
    node.requireOnly("columns", "linear", "warnings");
    List<EncodedColumn> columns = node.children("columns").stream().map(EncodedColumn::of).toList();
    List<String> names = columns.stream().map(EncodedColumn::name).toList();
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw node.trouble("columns", names, "one or more distinct names");
    }
    int outputs = columns.stream().mapToInt(column -> column.outputs().size()).sum();
    LinearMap linear = LinearMap.of(node.child("linear"), outputs);
    return new Preprocessing(columns, linear, node.texts("warnings"));
  }
}
