package advect.experiment;

import advect.experiment.result.Metrics;
import advect.flow.ContinuousFlow;
import advect.flow.FlowPoints;
import advect.flow.dynamics.Trace;
import advect.ode.SolveException;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;

/** How far an evaluation's numbers can be trusted, measured on a few test points. */
final class EvaluationChecks {
  private final ContinuousFlow flow;
  private final ContinuousFlow reference;
  private final DMatrixRMaj points;
  private final FlowPoints encoded;

  /**
   * @param flow evaluated as its numbers are reported
   * @param reference the same flow, evaluated much more precisely
   * @param points {@code [rows][dim]}, test points
   */
  EvaluationChecks(ContinuousFlow flow, ContinuousFlow reference, DMatrixRMaj points) {
    this.flow = flow;
    this.reference = reference;
    this.points = points;
    encoded = flow.encodeWithLogDensity(points);
  }

  /**
   * All of them; a check whose own solves fail is left out.
   *
   * @param trace of training
   * @param skipped iterations of training
   */
  Metrics.Checks run(Trace trace, long seed, int skipped) {
    MassCheck mass = MassCheck.of(flow, reference, seed);
    return new Metrics.Checks(
        mass.mass(),
        mass.error(),
        unlessSolvesFail(this::roundTripError),
        unlessSolvesFail(this::toleranceGap),
        trace instanceof Trace.Exact ? Double.NaN : unlessSolvesFail(() -> traceError(trace)),
        skipped);
  }

  private static double unlessSolvesFail(DoubleSupplier check) {
    try {
      return check.getAsDouble();
    } catch (SolveException e) {
      return Double.NaN;
    }
  }

  /** Largest distance from x to decode(encode(x)), in data units. */
  double roundTripError() {
    DMatrixRMaj back = flow.decode(encoded.points());
    double worst = 0;
    for (int i = 0; i < points.numRows; i++) {
      double square = 0;
      for (int j = 0; j < points.numCols; j++) {
        square += Math.pow(back.get(i, j) - points.get(i, j), 2);
      }
      worst = Math.max(worst, Math.sqrt(square));
    }
    return worst;
  }

  /** Mean NLL as reported minus mean NLL by the reference. */
  double toleranceGap() {
    double[] finer = reference.logDensity(points);
    double sum = 0;
    for (int i = 0; i < finer.length; i++) sum += finer[i] - encoded.logDensity()[i];
    return sum / finer.length;
  }

  /**
   * Root mean square of what an estimate of the trace, fixed along each solve, adds to the log
   * density of a point.
   */
  double traceError(Trace trace) {
    double[] estimated = flow.with(flow.settings().withTrace(trace)).logDensity(points);
    double square = 0;
    for (int i = 0; i < estimated.length; i++) {
      square += Math.pow(estimated[i] - encoded.logDensity()[i], 2);
    }
    return Math.sqrt(square / estimated.length);
  }
}
