package advect.flow;

import advect.numeric.NumericalException;
import advect.ode.SolveException;
import advect.ode.SolveReport;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Points a flow has moved, with the log density of each in data units, and what became of each: a
 * row that could not be moved has NaN for all of its numbers and a report that says why.
 *
 * <p>Arrays and matrices are handed out as they are, not copied: whoever changes them changes these
 * points.
 */
public final class FlowPoints {
  private static final double[] NONE = {};

  private final DMatrixRMaj points;
  private final double[] logDensity;
  private final double[] logDensityError;
  private final double[] spread;
  private final SolveReport[] reports;

  FlowPoints(DMatrixRMaj points, double[] logDensity, SolveReport[] reports) {
    this(points, logDensity, NONE, NONE, reports);
  }

  FlowPoints(
      DMatrixRMaj points,
      double[] logDensity,
      double[] logDensityError,
      double[] spread,
      SolveReport[] reports) {
    this.points = points;
    this.logDensity = logDensity;
    this.logDensityError = logDensityError;
    this.spread = spread;
    this.reports = reports;
  }

  /** The same with error bars. */
  FlowPoints withErrors(double[] bars) {
    return new FlowPoints(points, logDensity, bars, spread, reports);
  }

  /** These points with the log densities of a solve that went on from them. */
  FlowPoints with(FlowPoints scored) {
    SolveReport[] both = new SolveReport[reports.length];
    for (int i = 0; i < both.length; i++) both[i] = reports[i].then(scored.reports[i]);
    return new FlowPoints(points, scored.logDensity, both);
  }

  /**
   * {@code [rows][dim]}: where the points are now; without columns for the scores of an {@link
   * Ensemble}, whose members lead to different base points.
   */
  public DMatrixRMaj points() {
    return points;
  }

  /** log p of each row's data point, in nats; empty if it was not asked for. */
  public double[] logDensity() {
    return logDensity;
  }

  /**
   * How far each log density may be from that of the exact flow, in nats; NaN where there is no
   * telling, empty if it was not asked for.
   */
  public double[] logDensityError() {
    return logDensityError;
  }

  /**
   * How far the members of an ensemble are apart at each row: the standard deviation of their log
   * densities, in nats. Empty for a single flow.
   */
  public double[] spread() {
    return spread;
  }

  /** How many there are. */
  public int count() {
    return reports.length;
  }

  /** What the solves of a row did. */
  public SolveReport report(int row) {
    return reports[row];
  }

  /** Whether a row has numbers: its solves reached their end, and the map has a value there. */
  public boolean arrived(int row) {
    return reports[row].reachedEnd() && hasValue(row);
  }

  private boolean hasValue(int row) {
    if (logDensity.length > 0 && Double.isNaN(logDensity[row])) return false;
    for (int j = 0; j < points.numCols; j++) {
      if (Double.isNaN(points.data[row * points.numCols + j])) return false;
    }
    return true;
  }

  /** Evaluations of the field that a row needed (nfe), the mean over rows. */
  public double meanEvaluations() {
    return Arrays.stream(reports).mapToInt(SolveReport::evaluations).average().orElse(0);
  }

  /**
   * These points, if all rows have arrived.
   *
   * @throws SolveException if a solve did not reach its end, with the rows and what to try
   * @throws NumericalException if the map has no value at a row
   */
  public FlowPoints orThrow() {
    int[] failed = IntStream.range(0, reports.length).filter(row -> !arrived(row)).toArray();
    if (failed.length == 0) return this;
    int[] unsolved = IntStream.of(failed).filter(row -> !reports[row].reachedEnd()).toArray();
    if (unsolved.length > 0) throw new SolveException(reports[unsolved[0]], unsolved);
    throw new NumericalException(
        SolveException.names(failed)
            + " could not be moved: the map has no value there for such parameters; take others");
  }
}
