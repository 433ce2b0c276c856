package advect.flow.base;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Where in φ a N(m, L Lᵀ) is: m {@code [dim]}, the logarithms of L's diagonal {@code [dim]}, and L
 * below its diagonal, row by row.
 *
 * @param mean where m begins
 * @param diagonal where the logarithms begin
 * @param below where the rest of L begins
 */
record NormalPlace(int dim, int mean, int diagonal, int below) {
  /**
   * Lᵢᵢ² / Σᵢᵢ is the share of coordinate i's variance that those before it leave unexplained; a
   * smaller one is rounding.
   */
  private static final double UNEXPLAINED = 1e-12;

  /** A covariance's digits in which both its halves must agree, as a share of the variances. */
  private static final double SYMMETRIC = 1e-9;

  private static final int MOST_DIM = 65_536;

  /** Numbers below a diagonal. */
  static int belowCount(int dim) {
    return Math.toIntExact((long) dim * (dim - 1) / 2);
  }

  /** A dimension whose covariances fit into arrays. */
  static void requireDim(int dim) {
    Requirements.dim(dim);
    if (dim > MOST_DIM) {
      throw new IllegalArgumentException(
          "a covariance has at most %d dimensions, got %d".formatted(MOST_DIM, dim));
    }
  }

  /**
   * Writes N(mean, covariance) into φ.
   *
   * @param name of the normal, for messages
   * @throws IllegalArgumentException if it is none, with the reason
   */
  void put(String name, double[] mean, DMatrixRMaj covariance, double[] phi) {
    Requirements.finite("the mean of " + name, mean);
    requireShape(name, mean.length, covariance);
    requireSymmetric(name, covariance);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(dim, true);
    if (!cholesky.decompose(covariance.copy())) throw singular(name);
    DMatrixRMaj lower = cholesky.getT(null);
    System.arraycopy(mean, 0, phi, this.mean, dim);
    int at = below;
    for (int i = 0; i < dim; i++) {
      double pivot = lower.get(i, i);
      if (!(pivot * pivot > UNEXPLAINED * covariance.get(i, i))) throw singular(name);
      phi[diagonal + i] = Math.log(pivot);
      for (int j = 0; j < i; j++) phi[at++] = lower.get(i, j);
    }
  }

  private void requireShape(String name, int length, DMatrixRMaj covariance) {
    if (length == dim && covariance.numRows == dim && covariance.numCols == dim) return;
    throw new IllegalArgumentException(
        "%s: expected a mean [%d] and a covariance [%d][%d], got [%d] and [%d][%d]"
            .formatted(name, dim, dim, dim, length, covariance.numRows, covariance.numCols));
  }

  private void requireSymmetric(String name, DMatrixRMaj covariance) {
    Requirements.finite(
        "the covariance of " + name, Arrays.copyOf(covariance.data, covariance.getNumElements()));
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < i; j++) {
        double scale = Math.sqrt(Math.abs(covariance.get(i, i) * covariance.get(j, j)));
        double gap = covariance.get(i, j) - covariance.get(j, i);
        if (Math.abs(gap) <= SYMMETRIC * scale) continue;
        throw new IllegalArgumentException(
            "the covariance of %s is not symmetric: [%d][%d] is %s and [%d][%d] is %s"
                .formatted(name, i, j, covariance.get(i, j), j, i, covariance.get(j, i)));
      }
    }
  }

  private static IllegalArgumentException singular(String name) {
    return new IllegalArgumentException(
        ("the covariance of %s is not positive definite, so it has no density;"
                + " leave out what depends on other columns or add to its diagonal")
            .formatted(name));
  }
}
