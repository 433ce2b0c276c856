package advect.baseline;

import org.ejml.data.DMatrixRMaj;

/**
 * Columns brought to mean 0 and standard deviation 1: z = (x - m) / s, log p(x) = log p(z) - Σ log
 * s.
 */
final class ColumnScale {
  /** Below this share of its magnitude, a column's spread is the rounding of its mean. */
  private static final double CONSTANT = 1e-12;

  private final double[] mean;
  private final double[] sd;

  private ColumnScale(double[] mean, double[] sd) {
    this.mean = mean;
    this.sd = sd;
  }

  /** The scale of training rows, whose variances are over n. */
  static ColumnScale of(DMatrixRMaj rows) {
    double[] mean = new double[rows.numCols];
    double[] sd = new double[rows.numCols];
    for (int c = 0; c < rows.numCols; c++) {
      for (int i = 0; i < rows.numRows; i++) mean[c] += rows.get(i, c) / rows.numRows;
      double square = 0;
      for (int i = 0; i < rows.numRows; i++) square += Math.pow(rows.get(i, c) - mean[c], 2);
      sd[c] = Math.sqrt(square / rows.numRows);
      if (!(sd[c] > CONSTANT * Math.abs(mean[c]))) {
        throw new IllegalArgumentException(
            "training: column %d (from 0) is %s in every row, so it has no density; leave it out"
                .formatted(c, rows.get(0, c)));
      }
    }
    return new ColumnScale(mean, sd);
  }

  int dim() {
    return sd.length;
  }

  /** Rows in units of the scale; a new matrix. */
  DMatrixRMaj standardize(DMatrixRMaj rows) {
    DMatrixRMaj z = new DMatrixRMaj(rows.numRows, rows.numCols);
    for (int k = 0; k < z.data.length; k++) {
      int c = k % rows.numCols;
      z.data[k] = (rows.data[k] - mean[c]) / sd[c];
    }
    return z;
  }

  /** x of a z. */
  double[] original(double[] z) {
    double[] x = new double[z.length];
    for (int c = 0; c < x.length; c++) x[c] = mean[c] + sd[c] * z[c];
    return x;
  }

  /** The covariance of x for one of z; a new matrix. */
  DMatrixRMaj originalCovariance(DMatrixRMaj z) {
    DMatrixRMaj x = z.copy();
    for (int k = 0; k < x.data.length; k++) x.data[k] *= sd[k / x.numCols] * sd[k % x.numCols];
    return x;
  }

  /** -Σ log s, to be added to log p(z), in nats. */
  double logJacobian() {
    double sum = 0;
    for (double s : sd) sum -= Math.log(s);
    return sum;
  }
}
