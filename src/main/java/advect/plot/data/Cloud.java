package advect.plot.data;

import org.ejml.data.DMatrixRMaj;

/**
 * Points of the plane, with the title they go by.
 *
 * @param title the title of their panel, such as "data"; may be empty
 * @param points {@code [n][2]}, a row per point; read only; points with NaN or infinity are not
 *     shown
 */
public record Cloud(String title, DMatrixRMaj points) {
  /** Requires two columns. */
  public Cloud {
    if (points.numCols != 2) {
      throw new IllegalArgumentException(
          "%s: expected points [n][2], got [%d][%d]"
              .formatted(title, points.numRows, points.numCols));
    }
  }

  /** The number of points. */
  public int size() {
    return points.numRows;
  }

  /** log of the histogram's density over a box: counts / (n x cell area), n counting all points. */
  public Grid logHistogram(Box box, int nx, int ny) {
    double[] counts = new double[nx * ny];
    for (int k = 0; k < size(); k++) {
      double i = Math.floor((points.get(k, 0) - box.x().lo()) / box.x().span() * nx);
      double j = Math.floor((points.get(k, 1) - box.y().lo()) / box.y().span() * ny);
      if (i >= 0 && i < nx && j >= 0 && j < ny) counts[((int) j) * nx + (int) i]++;
    }
    Grid grid = Grid.of(box, nx, ny, counts);
    double unit = size() * grid.cellArea();
    return grid.map(count -> Math.log(count / unit));
  }
}
