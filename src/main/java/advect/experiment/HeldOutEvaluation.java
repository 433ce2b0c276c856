package advect.experiment;

import advect.experiment.result.Metrics;
import advect.flow.Density;
import advect.flow.FlowPoints;
import advect.flow.Scorer;
import advect.numeric.Estimate;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * The trained flow on points that took no part in training.
 *
 * @param test how well it fits them
 * @param rows log densities of the data's rows, which points may be no more than a map of
 * @param scored the test points in the base
 * @param drawn samples
 */
record HeldOutEvaluation(Metrics.Test test, RowDensities rows, Timed scored, Timed drawn) {
  /**
   * log p of rows, in nats and in the units of the data: what {@code advect score} gives for them.
   *
   * @param test of the test rows
   * @param drawn of rows drawn from the flow; empty for a toy
   */
  @SuppressWarnings("ArrayRecordComponent") // a pair to take apart, never compared
  record RowDensities(double[] test, double[] drawn) {}

  /** Points that a flow has moved, and how long that took. */
  record Timed(FlowPoints points, double seconds) {
    static Timed of(Supplier<FlowPoints> work) {
      long start = System.nanoTime();
      return new Timed(work.get(), (System.nanoTime() - start) * 1e-9);
    }

    /** Mean evaluations of the field in a solve. */
    double evaluations() {
      return points.meanEvaluations();
    }

    double pointsPerSecond() {
      return points.points().numRows / seconds;
    }
  }

  /** Scores the test points and draws {@code samples} points. */
  static HeldOutEvaluation of(Density density, Source source, int samples, long seed) {
    Timed scored = Timed.of(() -> score(density, source.held().test()));
    Timed drawn = Timed.of(() -> draw(density, samples, seed));
    RowDensities rows =
        source
            .table()
            .map(table -> rows(density, table, drawn.points.points()))
            .orElseGet(() -> new RowDensities(scored.points.logDensity(), new double[0]));
    return new HeldOutEvaluation(test(rows.test, source), rows, scored, drawn);
  }

  private static FlowPoints score(Density density, DMatrixRMaj points) {
    try (Scorer scorer = density.scorer()) {
      return scorer.score(points).orThrow();
    }
  }

  private static FlowPoints draw(Density density, int samples, long seed) {
    try (Scorer scorer = density.scorer()) {
      return scorer.sample(samples, seed).orThrow();
    }
  }

  /** Draws count as the rows that they would be written as, with rounded values. */
  private static RowDensities rows(Density density, TableData table, DMatrixRMaj drawn) {
    DMatrixRMaj written = table.preprocessing().decode(drawn);
    return new RowDensities(
        table.logDensity(density, table.test()), table.logDensity(density, written));
  }

  private static Metrics.Test test(double[] logp, Source source) {
    double[] nll = new double[logp.length];
    for (int i = 0; i < logp.length; i++) nll[i] = -logp[i];
    Estimate mean = Estimate.of(nll);
    Estimate kl =
        source.truth().map(truth -> kl(truth, source.held().test(), logp)).orElse(Estimate.UNKNOWN);
    return new Metrics.Test(
        logp.length,
        mean.mean(),
        mean.standardError(),
        source.truth().map(Source.Truth::entropy).orElse(Double.NaN),
        kl.mean(),
        kl.standardError());
  }

  /** Mean of log p_true - log p over the same points, whose spread is far below that of the NLL. */
  private static Estimate kl(Source.Truth truth, DMatrixRMaj points, double[] logp) {
    double[] excess = truth.logDensity().apply(points);
    for (int i = 0; i < logp.length; i++) excess[i] -= logp[i];
    return Estimate.of(excess);
  }

  /** Draws from the flow, {@code [samples][dim]}. */
  DMatrixRMaj samples() {
    return drawn.points.points();
  }
}
