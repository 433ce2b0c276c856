package advect.data.prepare;

import org.ejml.data.DMatrixRMaj;

/**
 * Rows as points of R^m, and how much the map stretches space there.
 *
 * <p>Densities change by log p(row) = log p(point) + logJacobian, in nats.
 *
 * @param points {@code [row][m]}
 * @param logJacobian log |d point / d row| of each row, in nats
 */
@SuppressWarnings("ArrayRecordComponent") // a pair to take apart, never compared
public record Encoded(DMatrixRMaj points, double[] logJacobian) {
  /**
   * Log densities of the rows, in nats; a new array.
   *
   * @param ofPoints log density of each point, read only
   */
  public double[] logDensity(double[] ofPoints) {
    double[] logp = ofPoints.clone();
    for (int i = 0; i < logp.length; i++) logp[i] += logJacobian[i];
    return logp;
  }
}
