package advect.experiment;

import advect.experiment.result.Metrics;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.ContinuousFlow;
import advect.flow.FlowPoints;
import org.ejml.data.DMatrixRMaj;

/** The trained flow on points that took no part in training. */
final class Evaluation {
  private final Metrics.Test test;
  private final FlowPoints scored;
  private final double scoreSeconds;
  private final FlowPoints drawn;
  private final double drawSeconds;
  private final int draws;

  private Evaluation(
      Metrics.Test test,
      FlowPoints scored,
      double scoreSeconds,
      FlowPoints drawn,
      double drawSeconds) {
    this.test = test;
    this.scored = scored;
    this.scoreSeconds = scoreSeconds;
    this.drawn = drawn;
    this.drawSeconds = drawSeconds;
    draws = drawn.points().numRows;
  }

  /** Scores the test points and draws as many samples as were asked for. */
  static Evaluation of(ContinuousFlow flow, Source source, ExperimentSpec spec) {
    DMatrixRMaj points = source.test();
    long start = System.nanoTime();
    FlowPoints scored = flow.encodeWithLogDensity(points);
    double scoreSeconds = seconds(start);
    start = System.nanoTime();
    FlowPoints drawn = flow.sampleWithLogDensity(spec.evaluate().samples(), spec.seed());
    return new Evaluation(
        test(points, scored.logDensity(), source), scored, scoreSeconds, drawn, seconds(start));
  }

  private static Metrics.Test test(DMatrixRMaj points, double[] logp, Source source) {
    double[] nll = new double[logp.length];
    for (int i = 0; i < logp.length; i++) nll[i] = -logp[i];
    Mean mean = Mean.of(nll);
    Mean kl = kl(points, logp, source);
    return new Metrics.Test(
        logp.length,
        mean.value(),
        mean.standardError(),
        source.entropy().orElse(Double.NaN),
        kl.value(),
        kl.standardError());
  }

  /** Mean of log p_true - log p over the same points, whose spread is far below that of the NLL. */
  private static Mean kl(DMatrixRMaj points, double[] logp, Source source) {
    if (!source.known()) return new Mean(Double.NaN, Double.NaN);
    double[] excess = source.trueLogDensity(points);
    for (int i = 0; i < logp.length; i++) excess[i] -= logp[i];
    return Mean.of(excess);
  }

  Metrics.Test test() {
    return test;
  }

  /** Draws from the flow. */
  DMatrixRMaj samples() {
    return drawn.points();
  }

  double densityEvaluations() {
    return scored.meanEvaluations();
  }

  double sampleEvaluations() {
    return drawn.meanEvaluations();
  }

  double scorePointsPerSecond() {
    return test.points() / scoreSeconds;
  }

  double samplePointsPerSecond() {
    return draws / drawSeconds;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
