package advect.plot.data;

import org.ejml.data.DMatrixRMaj;

/**
 * An axis-parallel rectangle of the plane, in data units.
 *
 * @param x the horizontal range
 * @param y the vertical range
 */
public record Box(Range x, Range y) {
  /** Beyond this ratio of sides, one scale for both would leave a sliver. */
  private static final double MOST_ELONGATED = 3;

  /** The box [x0, x1] x [y0, y1]. */
  public static Box of(double x0, double x1, double y0, double y1) {
    return new Box(new Range(x0, x1), new Range(y0, y1));
  }

  /**
   * The smallest box holding all points, with a margin.
   *
   * @param points {@code [n][2]}, a row per point; read only; rows with NaN or infinity are ignored
   *     in the coordinate concerned
   * @param share the margin at each side, as a share of the side's length
   */
  public static Box covering(DMatrixRMaj points, double share) {
    return new Box(column(points, 0).padded(share), column(points, 1).padded(share));
  }

  private static Range column(DMatrixRMaj points, int c) {
    double[] values = new double[points.numRows];
    for (int i = 0; i < values.length; i++) values[i] = points.get(i, c);
    return Range.covering(values);
  }

  /** Height over width, in data units. */
  public double ratio() {
    return y.span() / x.span();
  }

  /** Whether a picture of this box gives a unit of x and a unit of y the same length. */
  public boolean equalUnits() {
    return ratio() <= MOST_ELONGATED && ratio() >= 1 / MOST_ELONGATED;
  }
}
