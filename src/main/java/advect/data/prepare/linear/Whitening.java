package advect.data.prepare.linear;

import advect.input.InputException;
import advect.input.PlainMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.MatrixVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * z = Λ^(-1/2) Vᵀ (y - shift) / scale, where V Λ Vᵀ is the correlation matrix: principal components
 * of unit variance, of coordinates that were standardised first so that units do not matter.
 *
 * <p>Cost: fitting takes rows · m² + O(m³) operations, a point m².
 */
public final class Whitening implements LinearMap {
  /**
   * Correlations of n rows carry errors of about n · 1e-16 at most, so that smaller eigenvalues
   * (their sum is m) cannot be told from 0.
   */
  private static final double SINGULAR = 1e-10;

  /** A column belongs to a collinear set if its weight is this part of the greatest. */
  private static final double INVOLVED = 0.05;

  /** Eigenvectors of so many, at up to 24 letters a number, leave room in the header of a model. */
  private static final int MOST = 500;

  private final Scaling scaling;
  private final double[] eigenvalues;
  private final DMatrixRMaj eigenvectors;

  /** Λ^(-1/2) Vᵀ and its inverse. */
  private final DMatrixRMaj whitener;

  private final DMatrixRMaj colourer;

  private Whitening(Scaling scaling, double[] eigenvalues, DMatrixRMaj eigenvectors) {
    this.scaling = scaling;
    this.eigenvalues = eigenvalues;
    this.eigenvectors = eigenvectors;
    double[] roots = IntStream.range(0, dim()).mapToDouble(this::root).toArray();
    this.whitener = CommonOps_DDRM.transpose(eigenvectors, null);
    CommonOps_DDRM.divideRows(roots, whitener);
    this.colourer = eigenvectors.copy();
    CommonOps_DDRM.multCols(colourer, roots);
  }

  private double root(int i) {
    return Math.sqrt(eigenvalues[i]);
  }

  /**
   * Of the covariance of training points.
   *
   * @param points {@code [row][m]}, read only; every column varies
   * @param names of the coordinates, for the message
   * @throws InputException if there are too many coordinates to be kept in a model, or some columns
   *     are collinear, with their names
   */
  public static Whitening of(DMatrixRMaj points, List<String> names) {
    if (names.size() > MOST) {
      throw new InputException(
          "Cannot whiten %d coordinates, at most %d; learn fewer columns, or standardize them."
              .formatted(names.size(), MOST));
    }
    Scaling scaling = Scaling.standardizing(points, names);
    DMatrixRMaj correlation = correlation(points, scaling);
    int m = points.numCols;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
    if (!eigen.decompose(correlation)) {
      throw new InputException(
          "Cannot whiten %s: the eigenvalues of their correlations were not found; standardize them."
              .formatted(names));
    }
    double[] values = new double[m];
    DMatrixRMaj vectors = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(i);
      if (values[i] < SINGULAR) throw collinear(vector, names, points.numRows);
      CommonOps_DDRM.insert(vector, vectors, 0, i);
    }
    return new Whitening(scaling, values, vectors);
  }

  private static DMatrixRMaj correlation(DMatrixRMaj points, Scaling scaling) {
    int m = points.numCols;
    DMatrixRMaj standard = scaling.forward(points);
    DMatrixRMaj correlation = new DMatrixRMaj(m, m);
    CommonOps_DDRM.multInner(standard, correlation);
    CommonOps_DDRM.scale(1.0 / points.numRows, correlation);
    return correlation;
  }

  private static InputException collinear(DMatrixRMaj vector, List<String> names, int rows) {
    double greatest = CommonOps_DDRM.elementMaxAbs(vector);
    String involved =
        IntStream.range(0, names.size())
            .filter(j -> Math.abs(vector.data[j]) >= INVOLVED * greatest)
            .mapToObj(j -> "'" + names.get(j) + "'")
            .collect(Collectors.joining(", "));
    return new InputException(
        ("Cannot whiten: after their transform the columns %s are collinear in all %d training rows,"
                + " expected a covariance that can be inverted, because points on a plane have no"
                + " density; leave one of the columns out, or give more rows than columns.")
            .formatted(involved, rows));
  }

  @Override
  public int dim() {
    return scaling.dim();
  }

  @Override
  public void forward(DMatrixRMaj y, DMatrixRMaj z) {
    DMatrixRMaj standard = new DMatrixRMaj(dim(), 1);
    scaling.forward(y, standard);
    MatrixVectorMult_DDRM.mult(whitener, standard, z);
  }

  @Override
  public void inverse(DMatrixRMaj z, DMatrixRMaj y) {
    DMatrixRMaj standard = new DMatrixRMaj(dim(), 1);
    MatrixVectorMult_DDRM.mult(colourer, z, standard);
    scaling.inverse(standard, y);
  }

  @Override
  public boolean isIdentity() {
    return false;
  }

  /** Σ -log scale - log λ / 2: V is a rotation. */
  @Override
  public double logDeterminant() {
    double sum = scaling.logDeterminant();
    for (double lambda : eigenvalues) sum -= Math.log(lambda) / 2;
    return sum;
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>(scaling.tree());
    tree.put("eigenvalues", boxed(eigenvalues));
    tree.put("eigenvectors", boxed(eigenvectors.data));
    return tree;
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** Reads what {@link #tree} wrote, of {@code dim} coordinates. */
  static Whitening of(PlainMap node, int dim) {
    Scaling scaling = Scaling.of(node, dim);
    double[] values = node.numbers("eigenvalues", dim);
    for (double lambda : values) {
      if (!(lambda > 0)) throw node.trouble("eigenvalues", lambda, "numbers above 0");
    }
    int cells = Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) dim * dim));
    double[] entries = node.numbers("eigenvectors", cells);
    DMatrixRMaj vectors = DMatrixRMaj.wrap(dim, dim, entries);
    // Round-off of m products each: an eigendecomposition is orthogonal to about m · 1e-15.
    if (!MatrixFeatures_DDRM.isOrthogonal(vectors, 1e-10)) {
      throw node.trouble("eigenvectors", "a matrix", "an orthogonal one");
    }
    return new Whitening(scaling, values, vectors);
  }
}
