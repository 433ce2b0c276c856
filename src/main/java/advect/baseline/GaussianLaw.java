package advect.baseline;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * N(μ, Σ) with Σ = L Lᵀ: log p(x) = -|L⁻¹(x - μ)|²/2 - Σᵢ log Lᵢᵢ - dim/2 log 2π.
 *
 * <p>Cost: dim³/6 products once, dim²/2 a row.
 */
final class GaussianLaw {
  /**
   * Lᵢᵢ² / Σᵢᵢ is the share of column i's variance that the columns before it leave unexplained.
   * Sums of n products are off by less than 1e-13 of it, and so a smaller share is rounding.
   */
  private static final double UNEXPLAINED = 1e-12;

  private final double[] mean;
  private final double[] lower;
  private final double logPeak;

  private GaussianLaw(double[] mean, double[] lower) {
    this.mean = mean;
    this.lower = lower;
    int d = mean.length;
    double peak = -0.5 * d * Math.log(2 * Math.PI);
    for (int i = 0; i < d; i++) peak -= Math.log(lower[i * d + i]);
    this.logPeak = peak;
  }

  /** The Gaussian of a mean and a covariance (read only); none if the covariance is singular. */
  static Optional<GaussianLaw> of(double[] mean, DMatrixRMaj covariance) {
    int d = mean.length;
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
    if (!cholesky.decompose(covariance.copy())) return Optional.empty();
    double[] lower = cholesky.getT(null).data;
    for (int i = 0; i < d; i++) {
      double pivot = lower[i * d + i];
      if (!(pivot * pivot > UNEXPLAINED * covariance.get(i, i))) return Optional.empty();
    }
    return Optional.of(new GaussianLaw(mean.clone(), lower));
  }

  /** Mean of rows weighted by w, whose sum is given. */
  static double[] mean(DMatrixRMaj rows, double[] w, double sum) {
    double[] mean = new double[rows.numCols];
    for (int i = 0; i < rows.numRows; i++) {
      double share = w[i] / sum;
      for (int c = 0; c < mean.length; c++) mean[c] += share * rows.data[i * mean.length + c];
    }
    return mean;
  }

  /** Σᵢ wᵢ (xᵢ - μ)(xᵢ - μ)ᵀ / sum: {@code [dim][dim]}. */
  static DMatrixRMaj covariance(DMatrixRMaj rows, double[] w, double sum, double[] mean) {
    int d = mean.length;
    DMatrixRMaj scaled = new DMatrixRMaj(rows.numRows, d);
    for (int i = 0; i < rows.numRows; i++) {
      double root = Math.sqrt(w[i] / sum);
      for (int c = 0; c < d; c++) {
        scaled.data[i * d + c] = root * (rows.data[i * d + c] - mean[c]);
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(scaled, covariance);
    return covariance;
  }

  /** μ, not copied. */
  double[] mean() {
    return mean;
  }

  /** Σ, a new matrix. */
  DMatrixRMaj covariance() {
    DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
    CommonOps_DDRM.multOuter(DMatrixRMaj.wrap(mean.length, mean.length, lower), covariance);
    return covariance;
  }

  /** log p of each row, in nats. */
  double[] logDensity(DMatrixRMaj rows) {
    int d = mean.length;
    double[] logp = new double[rows.numRows];
    double[] y = new double[d];
    for (int i = 0; i < logp.length; i++) {
      for (int c = 0; c < d; c++) y[c] = rows.data[i * d + c] - mean[c];
      TriangularSolver_DDRM.solveL(lower, y, d);
      double square = 0;
      for (double v : y) square += v * v;
      logp[i] = logPeak - 0.5 * square;
    }
    return logp;
  }
}
