package advect.flow;

import org.ejml.data.DMatrixRMaj;

/**
 * Points a flow has moved, with the log density of each in data units.
 *
 * <p>Arrays and matrices are handed out as they are, not copied: whoever changes them changes these
 * points.
 */
public final class FlowPoints {
  private final DMatrixRMaj points;
  private final double[] logDensity;
  private final double meanEvaluations;

  FlowPoints(DMatrixRMaj points, double[] logDensity, double meanEvaluations) {
    this.points = points;
    this.logDensity = logDensity;
    this.meanEvaluations = meanEvaluations;
  }

  /** {@code [rows][dim]}: where the points are now. */
  public DMatrixRMaj points() {
    return points;
  }

  /** log p of each row's data point, in nats; empty if it was not asked for. */
  public double[] logDensity() {
    return logDensity;
  }

  /** Evaluations of the field a solve needed (nfe), averaged over shards. */
  public double meanEvaluations() {
    return meanEvaluations;
  }
}
