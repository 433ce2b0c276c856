package advect.data.prepare.linear;

import advect.input.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The correlation matrix V Λ Vᵀ of coordinates, and which of them lie on a plane.
 *
 * <p>Cost: rows · m² + O(m³) operations.
 *
 * @param scaling that standardises the coordinates
 * @param eigenvalues Λ, whose sum is m
 * @param vectors V, a column a component
 * @param collinear names of coordinates that tell one another, a list of them for each component
 */
@SuppressWarnings("ArrayRecordComponent") // to be taken apart, never compared
public record PrincipalComponents(
    Scaling scaling, double[] eigenvalues, DMatrixRMaj vectors, List<String> collinear) {
  /**
   * Correlations of n rows carry errors of about n · 1e-16 at most, so that smaller eigenvalues
   * (their sum is m) cannot be told from 0.
   */
  private static final double SINGULAR = 1e-10;

  /** A column belongs to a collinear set if its weight is this part of the greatest. */
  private static final double INVOLVED = 0.05;

  /**
   * Of training points.
   *
   * @param points {@code [row][m]}, read only; every column varies
   * @param names of the coordinates
   * @throws InputException if a coordinate cannot be standardised, or eigenvalues are not found
   */
  public static PrincipalComponents of(DMatrixRMaj points, List<String> names) {
    Scaling scaling = Scaling.standardizing(points, names);
    int m = points.numCols;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
    if (!eigen.decompose(correlation(points, scaling))) {
      throw new InputException(
          "Cannot whiten %s: the eigenvalues of their correlations were not found; standardize them."
              .formatted(names));
    }
    double[] values = new double[m];
    DMatrixRMaj vectors = new DMatrixRMaj(m, m);
    List<String> collinear = new ArrayList<>();
    for (int i = 0; i < m; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(i);
      CommonOps_DDRM.insert(vector, vectors, 0, i);
      if (isSingular(values[i])) collinear.add(involved(vector, names));
    }
    return new PrincipalComponents(scaling, values, vectors, List.copyOf(collinear));
  }

  /** Whether a component is a plane's normal, along which points do not vary. */
  static boolean isSingular(double eigenvalue) {
    return eigenvalue < SINGULAR;
  }

  /** Names of the coordinates that a component is made of. */
  public String involved(int component, List<String> names) {
    return involved(CommonOps_DDRM.extractColumn(vectors, component, null), names);
  }

  private static DMatrixRMaj correlation(DMatrixRMaj points, Scaling scaling) {
    int m = points.numCols;
    DMatrixRMaj standard = scaling.forward(points);
    DMatrixRMaj correlation = new DMatrixRMaj(m, m);
    CommonOps_DDRM.multInner(standard, correlation);
    CommonOps_DDRM.scale(1.0 / points.numRows, correlation);
    return correlation;
  }

  private static String involved(DMatrixRMaj vector, List<String> names) {
    double greatest = CommonOps_DDRM.elementMaxAbs(vector);
    return IntStream.range(0, names.size())
        .filter(j -> Math.abs(vector.data[j]) >= INVOLVED * greatest)
        .mapToObj(j -> "'" + names.get(j) + "'")
        .collect(Collectors.joining(", "));
  }
}
