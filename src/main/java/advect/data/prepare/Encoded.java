package advect.data.prepare;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows as points of R^m, and how much the map stretches space there. A row has one point, or
 * several that stand for all that its values are put at.
 *
 * <p>Densities change by log p(row) = log mean (p(point) |d point / d row|), over the row's points.
 *
 * @param points {@code [point][m]}, those of a row one after another
 * @param logJacobian log |d point / d row| of each point, in nats
 * @param first the first point of each row, and behind them how many points there are: {@code [rows
 *     + 1]}
 */
@SuppressWarnings("ArrayRecordComponent") // parts to take apart, never compared
public record Encoded(DMatrixRMaj points, double[] logJacobian, int[] first) {
  /** One point a row. */
  public Encoded(DMatrixRMaj points, double[] logJacobian) {
    this(points, logJacobian, IntStream.rangeClosed(0, logJacobian.length).toArray());
  }

  /** How many rows there are. */
  public int rows() {
    return first.length - 1;
  }

  /** The points of a row. */
  public IntStream pointsOf(int row) {
    return IntStream.range(first[row], first[row + 1]);
  }

  /**
   * Log densities of the rows, in nats; a new array.
   *
   * @param ofPoints log density of each point, read only
   */
  public double[] logDensity(double[] ofPoints) {
    double[] logp = ofPoints.clone();
    for (int i = 0; i < logp.length; i++) logp[i] += logJacobian[i];
    if (rows() == logp.length) return logp;
    double[] mean = new double[rows()];
    for (int row = 0; row < mean.length; row++) {
      double[] terms = Arrays.copyOfRange(logp, first[row], first[row + 1]);
      mean[row] = LogSumExp.of(terms) - Math.log(terms.length);
    }
    return mean;
  }
}
