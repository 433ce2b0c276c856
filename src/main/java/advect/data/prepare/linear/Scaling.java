package advect.data.prepare.linear;

import advect.input.InputException;
import advect.input.PlainMap;
import advect.numeric.ShiftAndScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** z = (y - shift) / scale, coordinate by coordinate. */
public final class Scaling implements LinearMap {
  private final ShiftAndScale map;

  private Scaling(ShiftAndScale map) {
    this.map = map;
  }

  /** z = y. */
  public static Scaling identity(int dim) {
    return new Scaling(ShiftAndScale.identity(dim));
  }

  /**
   * To mean 0 and standard deviation 1.
   *
   * @param points {@code [row][dim]}, read only
   * @param names of the coordinates, for the message
   * @throws InputException if round-off leaves a coordinate no deviation, or it overflows
   */
  public static Scaling standardizing(DMatrixRMaj points, List<String> names) {
    double[] shift = new double[points.numCols];
    double[] scale = new double[points.numCols];
    for (int j = 0; j < points.numCols; j++) {
      double[] column = CommonOps_DDRM.extractColumn(points, j, null).data;
      shift[j] = StatUtils.mean(column);
      scale[j] = new StandardDeviation(false).evaluate(column, shift[j]);
      if (!(scale[j] > 0 && Double.isFinite(scale[j]) && Double.isFinite(shift[j]))) {
        throw new InputException(
            ("Cannot standardize column '%s': its mean is %s and its standard deviation %s, expected"
                    + " finite numbers above round-off; change its units.")
                .formatted(names.get(j), shift[j], scale[j]));
      }
    }
    return new Scaling(ShiftAndScale.of(shift, scale));
  }

  @Override
  public int dim() {
    return map.dim();
  }

  @Override
  public void forward(DMatrixRMaj y, DMatrixRMaj z) {
    for (int j = 0; j < dim(); j++) z.data[j] = map.forward(j, y.data[j]);
  }

  @Override
  public void inverse(DMatrixRMaj z, DMatrixRMaj y) {
    for (int j = 0; j < dim(); j++) y.data[j] = map.inverse(j, z.data[j]);
  }

  /** The images of points {@code [row][dim]}; a new matrix. */
  DMatrixRMaj forward(DMatrixRMaj points) {
    return map.forward(points);
  }

  @Override
  public boolean isIdentity() {
    return IntStream.range(0, dim()).allMatch(j -> map.shift(j) == 0 && map.scale(j) == 1);
  }

  /** Summed with compensation: the last bit of a model's scores hangs on it. */
  @Override
  public double logDeterminant() {
    return -IntStream.range(0, dim()).mapToDouble(j -> Math.log(map.scale(j))).sum();
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("shift", IntStream.range(0, dim()).mapToObj(map::shift).toList());
    tree.put("scale", IntStream.range(0, dim()).mapToObj(map::scale).toList());
    return tree;
  }

  /** Reads what {@link #tree} wrote, of {@code dim} coordinates. */
  static Scaling of(PlainMap node, int dim) {
    double[] shift = node.numbers("shift", dim);
    double[] scale = node.numbers("scale", dim);
    for (double s : scale) {
      if (!(s > 0)) throw node.trouble("scale", s, "numbers above 0");
    }
    return new Scaling(ShiftAndScale.of(shift, scale));
  }
}
