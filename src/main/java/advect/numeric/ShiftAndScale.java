package advect.numeric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The map z = (x - shift) / scale, column by column: log p(x) = log p(z) - Σ log scale.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class ShiftAndScale {
  private final double[] shift;
  private final double[] scale;

  private ShiftAndScale(double[] shift, double[] scale) {
    this.shift = shift;
    this.scale = scale;
  }

  /** Leaves {@code dim} columns as they are. */
  public static ShiftAndScale identity(int dim) {
    double[] ones = new double[dim];
    Arrays.fill(ones, 1);
    return new ShiftAndScale(new double[dim], ones);
  }

  /**
   * With given numbers, copied.
   *
   * @throws IllegalArgumentException if there are not as many scales as shifts, a shift is not
   *     finite, or a scale is not positive and finite
   */
  public static ShiftAndScale of(double[] shift, double[] scale) {
    if (shift.length != scale.length) {
      throw new IllegalArgumentException(
          "expected as many scales as shifts, got %d and %d".formatted(scale.length, shift.length));
    }
    for (int j = 0; j < scale.length; j++) {
      if (!(scale[j] > 0 && Double.isFinite(scale[j]) && Double.isFinite(shift[j]))) {
        throw new IllegalArgumentException(
            "column %d: expected a finite shift and a positive scale, got %s and %s"
                .formatted(j + 1, shift[j], scale[j]));
      }
    }
    return new ShiftAndScale(shift.clone(), scale.clone());
  }

  /** The map of differences between points: scale alone. */
  public ShiftAndScale withoutShift() {
    return new ShiftAndScale(new double[dim()], scale);
  }

  /** Number of columns. */
  public int dim() {
    return shift.length;
  }

  /** What is subtracted from column {@code j}. */
  public double shift(int j) {
    return shift[j];
  }

  /** What column {@code j} is divided by. */
  public double scale(int j) {
    return scale[j];
  }

  /** The image of a value of column {@code j}. */
  public double forward(int j, double x) {
    return (x - shift[j]) / scale[j];
  }

  /** The value of column {@code j} whose image is {@code z}. */
  public double inverse(int j, double z) {
    return shift[j] + scale[j] * z;
  }

  /** The images of rows {@code [n][dim]}; a new matrix. */
  public DMatrixRMaj forward(DMatrixRMaj rows) {
    DMatrixRMaj z = new DMatrixRMaj(rows.numRows, rows.numCols);
    for (int k = 0; k < z.data.length; k++) {
      z.data[k] = forward(k % rows.numCols, rows.data[k]);
    }
    return z;
  }

  /** log |det ∂z/∂x| = -Σ log scale, in nats. */
  public double logDeterminant() {
    double sum = 0;
    for (double s : scale) sum -= Math.log(s);
    return sum;
  }
}
