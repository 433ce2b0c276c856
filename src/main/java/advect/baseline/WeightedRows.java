package advect.baseline;

import advect.numeric.ShiftAndScale;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that count for more or less than one each: a row of weight 2 is a row that is there twice.
 */
public final class WeightedRows {
  private final DMatrixRMaj rows;
  private final double[] weights;

  /**
   * Requires a weight for each row, none of them negative.
   *
   * @param rows {@code [n][dim]}, read only
   * @param weights {@code [n]}, read only
   * @throws IllegalArgumentException if one is negative or not finite, or all are 0
   */
  public WeightedRows(DMatrixRMaj rows, double[] weights) {
    if (weights.length != rows.numRows) {
      throw new IllegalArgumentException(
          "expected a weight for each of %d rows, got %d".formatted(rows.numRows, weights.length));
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] >= 0 && weights[i] <= Double.MAX_VALUE) continue;
      throw new IllegalArgumentException(
          "row %d (from 0) has weight %s; weights must be finite and not negative"
              .formatted(i, weights[i]));
    }
    double total = Arrays.stream(weights).sum();
    if (weights.length > 0 && !(total > 0 && total <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the weights sum to %s; at least one must be positive".formatted(total));
    }
    this.rows = rows;
    this.weights = weights;
  }

  /** The rows, {@code [n][dim]}; read only. */
  public DMatrixRMaj rows() {
    return rows;
  }

  /** Their weights, {@code [n]}; read only. */
  public double[] weights() {
    return weights;
  }

  /** Rows that all weigh 1. */
  public static WeightedRows of(DMatrixRMaj rows) {
    double[] ones = new double[rows.numRows];
    Arrays.fill(ones, 1);
    return new WeightedRows(rows, ones);
  }

  /** Σ weights: of how many rows they are. */
  double total() {
    return Arrays.stream(weights).sum();
  }

  /** Σ weight · value / Σ weights. */
  double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> weights[i] * values[i]).sum()
        / total();
  }

  /** In units of their columns. */
  WeightedRows forward(ShiftAndScale scale) {
    return new WeightedRows(scale.forward(rows), weights);
  }

  /** Without rows of weight 0, which tell nothing. */
  WeightedRows positive() {
    return select(IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray());
  }

  /** Some of the rows with their weights. */
  WeightedRows select(int[] which) {
    if (which.length == rows.numRows) return this;
    int d = rows.numCols;
    DMatrixRMaj some = new DMatrixRMaj(which.length, d);
    for (int k = 0; k < which.length; k++) {
      System.arraycopy(rows.data, which[k] * d, some.data, k * d, d);
    }
    return new WeightedRows(some, Arrays.stream(which).mapToDouble(i -> weights[i]).toArray());
  }
}
