package advect.baseline;

import advect.numeric.ShiftAndScale;
import org.ejml.data.DMatrixRMaj;

/** Finds the map that brings columns to mean 0 and standard deviation 1. */
final class ColumnScale {
  /** Below this share of its magnitude, a column's spread is the rounding of its mean. */
  private static final double CONSTANT = 1e-12;

  private ColumnScale() {}

  /**
   * Of training rows {@code [n][dim]}, whose variances are over n, or over the sum of weights.
   *
   * @throws IllegalArgumentException if a column is constant
   */
  static ShiftAndScale of(WeightedRows training) {
    DMatrixRMaj rows = training.rows();
    double[] w = training.weights();
    double total = training.total();
    double[] mean = new double[rows.numCols];
    double[] sd = new double[rows.numCols];
    for (int c = 0; c < rows.numCols; c++) {
      for (int i = 0; i < rows.numRows; i++) mean[c] += w[i] * rows.get(i, c) / total;
      double square = 0;
      for (int i = 0; i < rows.numRows; i++) {
        square += w[i] * Math.pow(rows.get(i, c) - mean[c], 2);
      }
      sd[c] = Math.sqrt(square / total);
      if (!(sd[c] > CONSTANT * Math.abs(mean[c]))) {
        throw new IllegalArgumentException(
            "training: column %d (from 0) is %s in every row, so it has no density; leave it out"
                .formatted(c, rows.get(0, c)));
      }
    }
    return ShiftAndScale.of(mean, sd);
  }
}
