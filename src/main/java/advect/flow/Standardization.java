package advect.flow;

import advect.numeric.ShiftAndScale;
import advect.parallel.Shard;
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
  private final ShiftAndScale map;

  private Standardization(ShiftAndScale map) {
    this.map = map;
  }

  /** Leaves {@code dim} columns as they are. */
  public static Standardization identity(int dim) {
    return new Standardization(ShiftAndScale.identity(dim));
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
    return of(shift, scale);
  }

  /** A standardisation with given numbers, copied. */
  public static Standardization of(double[] shift, double[] scale) {
    return new Standardization(ShiftAndScale.of(shift, scale));
  }

  /** The map of differences between points, and so of velocities: scale alone. */
  public Standardization withoutShift() {
    return new Standardization(map.withoutShift());
  }

  /** Number of columns. */
  public int dim() {
    return map.dim();
  }

  /** What is subtracted from column {@code j}. */
  public double shift(int j) {
    return map.shift(j);
  }

  /** What column {@code j} is divided by. */
  public double scale(int j) {
    return map.scale(j);
  }

  /** log |det ∂z/∂x| = -Σ log scale, in nats. */
  public double logDeterminant() {
    return map.logDeterminant();
  }

  /** Reads a shard of rows of {@code x} into a panel {@code [dim][count]}, standardised. */
  public void gather(DMatrixRMaj x, Shard shard, double[] panel) {
    for (int s = 0; s < shard.count(); s++) {
      for (int j = 0; j < dim(); j++) {
        panel[j * shard.count() + s] = map.forward(j, x.unsafe_get(shard.first() + s, j));
      }
    }
  }

  /** Writes a panel {@code [dim][count]} to a shard of rows of {@code x}, in data units. */
  public void scatter(double[] panel, Shard shard, DMatrixRMaj x) {
    for (int s = 0; s < shard.count(); s++) {
      for (int j = 0; j < dim(); j++) {
        x.unsafe_set(shard.first() + s, j, map.inverse(j, panel[j * shard.count() + s]));
      }
    }
  }
}
