package advect.baseline;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomDataGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.ejml.data.DMatrixRMaj;

/** Checks rows at the door, and picks some of them. */
final class BaselineRows {
  private BaselineRows() {}

  /**
   * Refuses rows that allow no density: too few, or with a number missing.
   *
   * @return those whose weight is not 0
   */
  static WeightedRows requireTraining(WeightedRows training) {
    requireFinite("training", training.rows());
    WeightedRows positive = training.positive();
    DMatrixRMaj rows = positive.rows();
    if (rows.numCols < 1 || rows.numRows <= rows.numCols) {
      throw new IllegalArgumentException(
          "training: [%d][%d] has not more rows than columns, so a covariance cannot be estimated;"
                  .formatted(rows.numRows, rows.numCols)
              + " bring more rows or leave columns out");
    }
    return positive;
  }

  /** Refuses rows that cannot choose for a model of {@code dim} columns. */
  static void requireValidation(DMatrixRMaj rows, int dim) {
    requireShape("validation", rows, dim);
    if (rows.numRows == 0) {
      throw new IllegalArgumentException(
          "validation: no rows, but they choose what a baseline leaves open; hold some out");
    }
  }

  /** Refuses rows of another width, or with a number missing. */
  static void requireShape(String what, DMatrixRMaj rows, int dim) {
    if (rows.numCols != dim) {
      throw new IllegalArgumentException(
          "%s: expected [n][%d] as in training, got [%d][%d]"
              .formatted(what, dim, rows.numRows, rows.numCols));
    }
    requireFinite(what, rows);
  }

  private static void requireFinite(String what, DMatrixRMaj rows) {
    for (int k = 0; k < rows.numRows * rows.numCols; k++) {
      if (Double.isFinite(rows.data[k])) continue;
      throw new IllegalArgumentException(
          "%s: row %d, column %d (from 0) is %s, but a density needs finite numbers; drop or fill it"
              .formatted(what, k / rows.numCols, k % rows.numCols, rows.data[k]));
    }
  }

  /** At most {@code most} of the rows, drawn without replacement and kept in order. */
  static WeightedRows some(WeightedRows all, int most, long seed) {
    int n = all.rows().numRows;
    if (n <= most) return all;
    int[] picked = new RandomDataGenerator(new Well19937c(seed)).nextPermutation(n, most);
    Arrays.sort(picked);
    return all.select(picked);
  }
}
