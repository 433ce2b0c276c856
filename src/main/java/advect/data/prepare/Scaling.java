package advect.data.prepare;

import advect.input.InputException;
import advect.input.PlainMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** z = (y - shift) / scale, coordinate by coordinate. */
final class Scaling implements LinearMap {
  private final double[] shift;
  private final double[] scale;

  private Scaling(double[] shift, double[] scale) {
    this.shift = shift;
    this.scale = scale;
  }

  /** z = y. */
  static Scaling identity(int dim) {
    double[] ones = new double[dim];
    Arrays.fill(ones, 1);
    return new Scaling(new double[dim], ones);
  }

  /**
   * To mean 0 and standard deviation 1.
   *
   * @param points {@code [row][dim]}, read only
   * @param names of the coordinates, for the message
   * @throws InputException if round-off leaves a coordinate no deviation, or it overflows
   */
  static Scaling standardizing(DMatrixRMaj points, List<String> names) {
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
    return new Scaling(shift, scale);
  }

  @Override
  public int dim() {
    return shift.length;
  }

  @Override
  public void forward(DMatrixRMaj y, DMatrixRMaj z) {
    for (int j = 0; j < shift.length; j++) z.data[j] = (y.data[j] - shift[j]) / scale[j];
  }

  @Override
  public void inverse(DMatrixRMaj z, DMatrixRMaj y) {
    for (int j = 0; j < shift.length; j++) y.data[j] = shift[j] + scale[j] * z.data[j];
  }

  @Override
  public boolean isIdentity() {
    return DoubleStream.of(shift).allMatch(s -> s == 0)
        && DoubleStream.of(scale).allMatch(s -> s == 1);
  }

  @Override
  public double logDeterminant() {
    return -DoubleStream.of(scale).map(Math::log).sum();
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("shift", boxed(shift));
    tree.put("scale", boxed(scale));
    return tree;
  }

  static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** Reads what {@link #tree} wrote, of {@code dim} coordinates. */
  static Scaling of(PlainMap node, int dim) {
    double[] shift = node.numbers("shift", dim);
    double[] scale = node.numbers("scale", dim);
    for (double s : scale) {
      if (!(s > 0)) throw node.trouble("scale", s, "numbers above 0");
    }
    return new Scaling(shift, scale);
  }
}
