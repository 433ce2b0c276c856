package advect.data.prepare.linear;

import advect.input.InputException;
import advect.input.PlainMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.mult.MatrixVectorMult_DDRM;

/**
 * z = Λ^(-1/2) Vᵀ (y - shift) / scale, where V Λ Vᵀ is the correlation matrix: principal components
 * of unit variance, of coordinates that were standardised first so that units do not matter ({@link
 * PrincipalComponents}).
 *
 * <p>Cost: m² a point.
 */
public final class Whitening implements LinearMap {
  /** Eigenvectors of so many, at up to 24 letters a number, leave room in the header of a model. */
  public static final int MOST = 500;

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
   * Requires a number of coordinates that can be kept in a model.
   *
   * @throws InputException if they are more than {@value #MOST}
   */
  public static void requireFew(int coordinates) {
    if (coordinates <= MOST) return;
    throw new InputException(
        "Cannot whiten %d coordinates, at most %d; learn fewer columns, or standardize them."
            .formatted(coordinates, MOST));
  }

  /**
   * To the components of training points. One along which points do not vary is left as it is: no
   * scale could make its variance 1.
   */
  public static Whitening of(PrincipalComponents components) {
    double[] values = components.eigenvalues().clone();
    for (int i = 0; i < values.length; i++) {
      if (PrincipalComponents.isSingular(values[i])) values[i] = 1;
    }
    return new Whitening(components.scaling(), values, components.vectors());
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
