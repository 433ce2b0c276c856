package advect.experiment;

import advect.experiment.check.DensityJudge;
import advect.experiment.result.Certificate;
import advect.experiment.result.Metrics;
import advect.flow.Density;
import advect.flow.FlowSettings;
import advect.flow.dynamics.Trace;
import advect.ode.SolveException;
import org.ejml.data.DMatrixRMaj;

/** How far an evaluation's numbers can be trusted, measured on a few test points. */
final class EvaluationChecks {
  private final Density density;
  private final FlowSettings settings;
  private final DMatrixRMaj points;

  /**
   * What to check.
   *
   * @param settings by which its numbers are reported
   * @param points {@code [rows][dim]}, test points
   */
  EvaluationChecks(Density density, FlowSettings settings, DMatrixRMaj points) {
    this.density = density;
    this.settings = settings;
    this.points = points;
  }

  /**
   * All of them; a check that no point's solves came through is left out.
   *
   * @param trace of training
   * @param draws for the mass
   * @param skipped iterations of training
   */
  Metrics.Checks run(Trace trace, int draws, long seed, int skipped) {
    DensityJudge judge = new DensityJudge(density, settings, points);
    Certificate found = judge.certificate(draws, seed);
    return new Metrics.Checks(
        found.mass(),
        found.massError(),
        found.roundTrip().max(),
        judge.meanShift(),
        trace instanceof Trace.Exact ? Double.NaN : traceError(trace, judge.logDensity()),
        skipped,
        found);
  }

  /**
   * Root mean square of what an estimate of the trace, fixed along each solve, adds to the log
   * density of a point.
   *
   * @param logp by the exact trace
   */
  private double traceError(Trace trace, double[] logp) {
    double[] estimated;
    try {
      estimated = density.with(settings.withTrace(trace)).logDensity(points);
    } catch (SolveException e) {
      return Double.NaN;
    }
    double square = 0;
    for (int i = 0; i < estimated.length; i++) {
      square += Math.pow(estimated[i] - logp[i], 2);
    }
    return Math.sqrt(square / estimated.length);
  }
}
