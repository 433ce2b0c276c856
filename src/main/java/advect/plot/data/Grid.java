package advect.plot.data;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Values at the cell centres of a regular grid over a box.
 *
 * <p>Shape: {@code [ny][nx]} row-major; row 0 is the lowest y, column 0 the lowest x, and the
 * centre of cell (i, j) is x.lo + (i + 1/2) x.span/nx, y.lo + (j + 1/2) y.span/ny. NaN marks "no
 * value".
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Grid {
  private final Box box;
  private final int nx;
  private final int ny;
  private final double[] values;

  private Grid(Box box, int nx, int ny, double[] values) {
    if (nx < 1 || ny < 1 || values.length != (long) nx * ny) {
      throw new IllegalArgumentException(
          "a grid of [ny=%d][nx=%d] cells does not fit %d values".formatted(ny, nx, values.length));
    }
    this.box = box;
    this.nx = nx;
    this.ny = ny;
    this.values = values;
  }

  /** A grid of the given values, which are copied. */
  public static Grid of(Box box, int nx, int ny, double[] values) {
    return new Grid(box, nx, ny, values.clone());
  }

  /** A grid of f(x, y) at the cell centres. */
  public static Grid of(Box box, int nx, int ny, DoubleBinaryOperator f) {
    DMatrixRMaj at = centres(box, nx, ny);
    double[] values = new double[nx * ny];
    for (int k = 0; k < values.length; k++) {
      values[k] = f.applyAsDouble(at.get(k, 0), at.get(k, 1));
    }
    return new Grid(box, nx, ny, values);
  }

  /** The cell centres in the order of the values: {@code [nx ny][2]}, a row per cell. */
  public static DMatrixRMaj centres(Box box, int nx, int ny) {
    DMatrixRMaj at = new DMatrixRMaj(nx * ny, 2);
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        at.set(j * nx + i, 0, box.x().lo() + (i + 0.5) * box.x().span() / nx);
        at.set(j * nx + i, 1, box.y().lo() + (j + 0.5) * box.y().span() / ny);
      }
    }
    return at;
  }

  /** The box the cells fill. */
  public Box box() {
    return box;
  }

  /** Cells along x. */
  public int nx() {
    return nx;
  }

  /** Cells along y. */
  public int ny() {
    return ny;
  }

  /** The value of the cell in column {@code i} and row {@code j}. */
  public double value(int i, int j) {
    return values[j * nx + i];
  }

  /** A copy of the values. */
  public double[] values() {
    return values.clone();
  }

  /** A grid of f applied to each value. */
  public Grid map(DoubleUnaryOperator f) {
    double[] mapped = new double[values.length];
    for (int k = 0; k < mapped.length; k++) mapped[k] = f.applyAsDouble(values[k]);
    return new Grid(box, nx, ny, mapped);
  }

  /** The area of a cell, in square data units. */
  public double cellArea() {
    return box.x().span() / nx * (box.y().span() / ny);
  }

  /**
   * Bilinear interpolation between cell centres, constant beyond the outermost ones.
   *
   * @param u across, 0 at the left side of the box and 1 at the right
   * @param v upwards, 0 at the bottom and 1 at the top
   */
  public double interpolate(double u, double v) {
    double x = Math.min(Math.max(u * nx - 0.5, 0), nx - 1);
    double y = Math.min(Math.max(v * ny - 0.5, 0), ny - 1);
    int i = Math.min((int) x, Math.max(nx - 2, 0));
    int j = Math.min((int) y, Math.max(ny - 2, 0));
    double below = mix(value(i, j), value(Math.min(i + 1, nx - 1), j), x - i);
    int up = Math.min(j + 1, ny - 1);
    double above = mix(value(i, up), value(Math.min(i + 1, nx - 1), up), x - i);
    return mix(below, above, y - j);
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }
}
