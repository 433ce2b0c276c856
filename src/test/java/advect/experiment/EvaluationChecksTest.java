package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Metrics;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class EvaluationChecksTest {
  private static final double A = 0.5;

  private final ContinuousFlow line = LinearFlow.of(Standardization.identity(1), new double[] {A});
  private final DMatrixRMaj x = line.sample(300, 7);

  /** Each way is precise to 1e-9, and back is stretched by e^a at most. */
  @Test
  void aPreciseFlowComesBack() {
    assertThat(new EvaluationChecks(line, line, x).roundTripError()).isPositive().isLessThan(4e-9);
  }

  /** Euler's method goes from x to x (1 - a/n)^n and from there to that times (1 + a/n)^n. */
  @Test
  void aCoarseSolverDoesNot() {
    int n = 5;
    double worst = 0;
    for (double value : x.data) worst = Math.max(worst, Math.abs(value));
    EvaluationChecks checks = new EvaluationChecks(line.with(LinearFlow.euler(n)), line, x);
    double factor = Math.pow(1 - A * A / (n * n), n);
    assertThat(checks.roundTripError()).isCloseTo((1 - factor) * worst, within(1e-12));
  }

  /**
   * The NLL is z(0)²/2 + a + const, with z(0) = x (1 - a/n)^n by Euler's method and x e^-a exact.
   */
  @Test
  void theToleranceGapIsWhatTheSolverAddsToTheNll() {
    int n = 5;
    double square = 0;
    for (double value : x.data) square += value * value / x.numRows;
    double gap = square / 2 * (Math.pow(1 - A / n, 2 * n) - Math.exp(-2 * A));
    EvaluationChecks checks = new EvaluationChecks(line.with(LinearFlow.euler(n)), line, x);
    assertThat(checks.toleranceGap()).isCloseTo(gap, within(1e-8));
    assertThat(new EvaluationChecks(line, line, x).toleranceGap()).isZero();
  }

  /**
   * One Rademacher probe in the plane is off by e₁e₂ (A₁₂ + A₂₁), which is the same but for its
   * sign for all points; the variance of one probe, 2 (‖S‖² - Σ Sᵢᵢ²), is its square.
   */
  @Test
  void theTraceErrorIsHutchinsonsStandardDeviation() {
    ContinuousFlow plane =
        LinearFlow.of(
            Standardization.identity(2), new double[] {0.3, -0.8}, new double[] {0.2, -0.5});
    EvaluationChecks checks = new EvaluationChecks(plane, plane, plane.sample(200, 3));
    Trace trace = new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER);
    assertThat(checks.traceError(trace)).isCloseTo(0.6, within(1e-8));
    Metrics.Checks all = checks.run(trace, 1, 2);
    assertThat(all.traceSe()).isEqualTo(checks.traceError(trace));
    assertThat(all.nonfiniteGradients()).isEqualTo(2);
    assertThat(checks.run(new Trace.Exact(), 1, 0).traceSe()).isNaN();
  }
}
