package advect.experiment.check;

import advect.data.prepare.Preprocessing;
import advect.data.prepare.linear.PrincipalComponents;
import advect.data.prepare.linear.Whitening;
import advect.input.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Rows that lie on a surface of fewer dimensions than there are columns: a plane, as where one
 * column is the sum of others, or a curve. They have no density: its logarithm grows without bound
 * as a model draws nearer to the surface, so that an NLL tells rounding and patience, not fit.
 *
 * @param sentence what was found and what to do
 */
public record ThinSupport(String sentence) {
  /** Below this share of the spread, squared, columns count as exactly dependent. */
  private static final double PLANE = 1e-6;

  /** Dependence that is no closer is never taken for a plane, however coarse the rounding. */
  private static final double NEAR_PLANE = 4e-4;

  /** Times the variance of rounding that a dependence may miss by if rounding is all there is. */
  private static final double ROUNDING = 4;

  /** {@link LocalThickness} of surfaces; docs/decisions/baselines.md has that of real tables. */
  private static final double THIN = 0.05;

  /** Beyond so many coordinates neighbours are too far away to tell a surface from a cloud. */
  private static final int MOST_DIMENSIONS = 12;

  private static final String MEANING =
      "there is no density there, and the NLL tells how finely values are rounded rather than how"
          + " well they are learned; do not compare it, and leave out a column that others tell";

  /**
   * Looks at rows for training.
   *
   * @param train in the units of the table, read only
   * @param points that the preprocessing makes of them, with noise in cells; read only
   */
  public static Optional<ThinSupport> of(
      Preprocessing preprocessing, DMatrixRMaj train, DMatrixRMaj points) {
    Optional<String> plane = plane(preprocessing, train);
    if (plane.isPresent()) {
      return Optional.of(
          new ThinSupport(
              "the columns %s tell one another, so that rows lie on a plane: %s"
                  .formatted(plane.get(), MEANING)));
    }
    if (points.numCols < 2 || points.numCols > MOST_DIMENSIONS) return Optional.empty();
    return LocalThickness.of(points) < THIN
        ? Optional.of(
            new ThinSupport(
                "rows lie on a curve or surface of fewer dimensions than columns, as closely as"
                    + " their number can tell: "
                    + MEANING))
        : Optional.empty();
  }

  /** Names of columns of numbers of which one is a linear function of the others, but for cells. */
  private static Optional<String> plane(Preprocessing preprocessing, DMatrixRMaj train) {
    List<String> all = preprocessing.columns();
    int[] numbers =
        IntStream.range(0, all.size())
            .filter(j -> !preprocessing.levels().containsKey(all.get(j)))
            .toArray();
    if (numbers.length < 2 || numbers.length > Whitening.MOST) return Optional.empty();
    DMatrixRMaj rows = new DMatrixRMaj(train.numRows, numbers.length);
    for (int k = 0; k < numbers.length; k++) {
      CommonOps_DDRM.insert(CommonOps_DDRM.extractColumn(train, numbers[k], null), rows, 0, k);
    }
    double[] cells = Arrays.stream(numbers).mapToDouble(preprocessing::cellWidth).toArray();
    return plane(rows, cells, Arrays.stream(numbers).mapToObj(all::get).toList());
  }

  /**
   * The same of rows alone.
   *
   * @param rows {@code [n][m]}, m at least 2, read only
   * @param cells widths of the cells that values stand for; 0 for values that are exact
   */
  static Optional<String> plane(DMatrixRMaj rows, double[] cells, List<String> names) {
    PrincipalComponents components;
    try {
      components = PrincipalComponents.of(rows, names);
    } catch (InputException e) {
      return Optional.empty(); // a column that cannot be standardised; others have told of it
    }
    for (int i = 0; i < cells.length; i++) {
      double spread = components.eigenvalues()[i];
      if (spread < PLANE
          || (spread < NEAR_PLANE
              && spread < ROUNDING * rounding(rows, cells, components.vectors(), i))) {
        return Optional.of(components.involved(i, names));
      }
    }
    return Optional.empty();
  }

  /** Variance of noise in cells along a component, in units of the columns: Σ v² (w/σ)²/12. */
  private static double rounding(DMatrixRMaj rows, double[] cells, DMatrixRMaj vectors, int i) {
    double variance = 0;
    for (int j = 0; j < cells.length; j++) {
      double[] column = CommonOps_DDRM.extractColumn(rows, j, null).data;
      double width = cells[j] / new StandardDeviation(false).evaluate(column);
      variance += Math.pow(vectors.get(j, i) * width, 2) / 12;
    }
    return variance;
  }
}
