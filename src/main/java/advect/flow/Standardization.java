package advect.flow;

import advect.parallel.Shard;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;

/**
 * The affine map z = (x - shift) / scale, column by column, with its Jacobian: log p(x) = log p(z)
 * - Σ log scale.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Standardization {
  private final double[] shift;
  private final double[] scale;

  private Standardization(double[] shift, double[] scale) {
    this.shift = shift;
    this.scale = scale;
  }

  /** Leaves {@code dim} columns as they are. */
  public static Standardization identity(int dim) {
    double[] ones = new double[dim];
    Arrays.fill(ones, 1);
    return new Standardization(new double[dim], ones);
  }

  /**
   * Mean 0 and standard deviation 1 in every column of {@code x}, {@code [rows][dim]}.
   *
   * @throws IllegalArgumentException if a column is constant or not finite
   */
  public static Standardization of(DMatrixRMaj x) {
    double[] shift = new double[x.numCols];
    double[] scale = new double[x.numCols];
    double[] column = new double[x.numRows];
    for (int j = 0; j < x.numCols; j++) {
      for (int i = 0; i < x.numRows; i++) column[i] = x.unsafe_get(i, j);
      shift[j] = StatUtils.mean(column);
      scale[j] = new StandardDeviation(false).evaluate(column, shift[j]);
      if (!(scale[j] > 0) || Double.isInfinite(scale[j])) {
        throw new IllegalArgumentException(
            "column %d cannot be standardised: its standard deviation is %s"
                .formatted(j + 1, scale[j]));
      }
    }
    return new Standardization(shift, scale);
  }

  /** A standardisation with given numbers, copied. */
  public static Standardization of(double[] shift, double[] scale) {
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
    return new Standardization(shift.clone(), scale.clone());
  }

  /** The map of differences between points, and so of velocities: scale alone. */
  public Standardization withoutShift() {
    return new Standardization(new double[dim()], scale);
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

  /** log |det ∂z/∂x| = -Σ log scale, in nats. */
  public double logDeterminant() {
    double sum = 0;
    for (double s : scale) sum -= Math.log(s);
    return sum;
  }

  /** Reads a shard of rows of {@code x} into a panel {@code [dim][count]}, standardised. */
  public void gather(DMatrixRMaj x, Shard shard, double[] panel) {
    for (int s = 0; s < shard.count(); s++) {
      for (int j = 0; j < shift.length; j++) {
        double value = x.unsafe_get(shard.first() + s, j);
        panel[j * shard.count() + s] = (value - shift[j]) / scale[j];
      }
    }
  }

  /** Writes a panel {@code [dim][count]} to a shard of rows of {@code x}, in data units. */
  public void scatter(double[] panel, Shard shard, DMatrixRMaj x) {
    for (int s = 0; s < shard.count(); s++) {
      for (int j = 0; j < shift.length; j++) {
        x.unsafe_set(shard.first() + s, j, shift[j] + scale[j] * panel[j * shard.count() + s]);
      }
    }
  }
}
