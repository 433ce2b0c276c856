package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Certificate;
import advect.experiment.result.Metrics;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluationChecksTest {
  /**
   * One Rademacher probe in the plane is off by e₁e₂ (A₁₂ + A₂₁), which is the same but for its
   * sign for all points; the variance of one probe, 2 (‖S‖² - Σ Sᵢᵢ²), is its square.
   */
  @Test
  void theTraceErrorIsHutchinsonsStandardDeviation() {
    ContinuousFlow plane =
        LinearFlow.of(
            Standardization.identity(2), new double[] {0.3, -0.8}, new double[] {0.2, -0.5});
    EvaluationChecks checks =
        new EvaluationChecks(plane.density(), plane.settings(), plane.sample(200, 3));
    Trace trace = new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER);
    Metrics.Checks all = checks.run(trace, 1000, 1, 2);
    assertThat(all.traceSe()).isCloseTo(0.6, within(1e-8));
    assertThat(all.nonfiniteGradients()).isEqualTo(2);
    Certificate certificate = Objects.requireNonNull(all.certificate());
    assertThat(certificate.mass()).isEqualTo(all.mass());
    assertThat(certificate.massError()).isEqualTo(all.massError());
    assertThat(certificate.roundTrip().max()).isEqualTo(all.roundTripError());
    assertThat(checks.run(new Trace.Exact(), 1000, 1, 0).traceSe()).isNaN();
  }
}
