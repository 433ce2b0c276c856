package advect.experiment;

import advect.experiment.result.Metrics;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.ContinuousFlow;
import advect.flow.Trace;
import org.ejml.data.DMatrixRMaj;

/** How far an evaluation's numbers can be trusted, measured on a few test points. */
final class Checks {
  private final ContinuousFlow flow;
  private final Blueprint blueprint;
  private final DMatrixRMaj points;

  Checks(ContinuousFlow flow, Blueprint blueprint, DMatrixRMaj points) {
    this.flow = flow;
    this.blueprint = blueprint;
    this.points = points;
  }

  Metrics.Checks run(ExperimentSpec spec, int skipped) {
    MassCheck mass = MassCheck.of(flow.with(blueprint.picture()), spec.seed());
    double[] logp = flow.logDensity(points);
    return new Metrics.Checks(
        mass.mass(),
        mass.error(),
        roundTripError(),
        toleranceGap(logp),
        traceError(spec.flow().trace(), logp),
        skipped);
  }

  /** Largest distance from x to decode(encode(x)), in data units. */
  private double roundTripError() {
    DMatrixRMaj back = flow.decode(flow.encode(points));
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

  /** Mean NLL at the evaluation's tolerance minus that at a hundredth of it. */
  private double toleranceGap(double[] logp) {
    double[] finer = flow.with(blueprint.reference()).logDensity(points);
    return meanDifference(finer, logp);
  }

  /**
   * Standard error that one random trace leaves in the log density of a point, if training
   * estimated traces; evaluation itself is exact.
   */
  private double traceError(Trace trace, double[] exact) {
    if (trace instanceof Trace.Exact) return Double.NaN;
    double[] estimated = flow.with(flow.settings().withTrace(trace)).logDensity(points);
    double square = 0;
    for (int i = 0; i < exact.length; i++) square += Math.pow(estimated[i] - exact[i], 2);
    return Math.sqrt(square / exact.length);
  }

  private static double meanDifference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] - b[i];
    return sum / a.length;
  }
}
