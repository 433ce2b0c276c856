package advect.experiment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Certificate;
import advect.experiment.result.RowErrors;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DensityJudgeTest {
  private static final double A = 0.5;
  private static final int DRAWS = 1000;

  private final FlowDensity line = LinearDensity.of(A);
  private final DMatrixRMaj x = line.sample(300, 7);

  /** Each way is precise to 1e-9, and back is stretched by e^a at most. */
  @Test
  void aPreciseFlowIsRight() {
    Certificate found = judge(LinearDensity.PRECISE).certificate(DRAWS, 1);
    assertThat(found.settings()).isEqualTo("dopri5 at tolerance 1e-11 in float64");
    assertThat(found.rows()).isEqualTo(300);
    assertThat(found.logpError().max()).isLessThan(1e-8);
    assertThat(found.roundTrip().max()).isPositive().isLessThan(4e-9);
    assertThat(found.traceError()).isNull();
    assertThat(found.massIsOff()).isFalse();
  }

  /**
   * Euler's method goes from x to x (1 - a/n)^n and from there to that times (1 + a/n)^n. Its log p
   * is -z²/2 + a + const with that z in place of x e^-a.
   */
  @Test
  void errorsOfACoarseSolverAreThoseOfTheFormula() {
    int n = 5;
    DensityJudge judge = judge(LinearDensity.euler(n));
    double back = 1 - Math.pow(1 - A * A / (n * n), n);
    double shift = 0.5 * (Math.pow(1 - A / n, 2 * n) - Math.exp(-2 * A));
    double[] distances = new double[x.numRows];
    double[] errors = new double[x.numRows];
    double mean = 0;
    for (int i = 0; i < distances.length; i++) {
      distances[i] = back * Math.abs(x.data[i]);
      errors[i] = Math.abs(shift) * x.data[i] * x.data[i];
      mean += shift * x.data[i] * x.data[i] / x.numRows;
    }
    Certificate found = judge.certificate(DRAWS, 1);
    assertThat(found.settings()).isEqualTo("euler with 5 steps in float64");
    // The reference is precise to 1e-9.
    assertClose(found.roundTrip(), RowErrors.of(distances));
    assertClose(found.logpError(), RowErrors.of(errors));
    assertThat(judge.meanShift()).isCloseTo(mean, within(1e-8));
  }

  /**
   * In the plane a Rademacher probe of a linear field is off by e₁e₂ (A₁₂ + A₂₁), which is 0.6 or
   * -0.6 for each row; the solver's error stands apart.
   */
  @Test
  void theErrorOfAStochasticTraceStandsApart() {
    Mlp field = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE);
    FlowDensity plane =
        ContinuousFlow.of(field, Standardization.identity(2), 1)
            .withParameters(new double[] {0.3, -0.8, 0.2, -0.5, 0, 0})
            .density();
    FlowSettings probed =
        LinearDensity.PRECISE.withTrace(new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER));
    DMatrixRMaj points = plane.with(LinearDensity.PRECISE).sample(50, 3);
    Certificate found = new DensityJudge(plane, probed, points).certificate(DRAWS, 1);
    assertThat(found.logpError().max()).isLessThan(1e-8);
    RowErrors trace = Objects.requireNonNull(found.traceError());
    assertThat(trace.p50()).isCloseTo(0.6, within(1e-8));
    assertThat(trace.max()).isCloseTo(0.6, within(1e-8));
  }

  /**
   * dx/dt = 10⁶ x: one step of Euler's method is no trouble, but the reference would need more
   * steps than a solve may take, except from 0, where x rests and log p is off by log det alone,
   * which is a sum of equal terms and so exact.
   */
  @Test
  void rowsThatTheReferenceFailsAtAreCounted() {
    DMatrixRMaj rows = new DMatrixRMaj(3, 1, true, 0, 1, -2);
    DensityJudge judge = new DensityJudge(LinearDensity.of(1e6), LinearDensity.euler(1), rows);
    RowErrors errors = judge.certificate(DRAWS, 1).logpError();
    assertThat(errors.unknown()).isEqualTo(2);
    // Sums of numbers up to 1e6, to 16 digits.
    assertThat(errors.max()).isLessThan(1e-8);
    assertThat(judge.meanShift()).isCloseTo(0, within(1e-8));
    assertThat(judge.certificate(DRAWS, 1).roundTrip().unknown()).isZero();
  }

  /** One step is not enough for a tolerance of 1e-11, but for the row that rests at 0. */
  @Test
  void rowsThatTheSettingsFailAtAreCounted() {
    DMatrixRMaj rows = new DMatrixRMaj(2, 1, true, 0, 1);
    FlowSettings hasty =
        LinearDensity.PRECISE.withSolver(
            SolverCatalog.solver("dopri5", new Steps.Adaptive(Tolerance.of(1e-11), 1)));
    DensityJudge judge = new DensityJudge(LinearDensity.of(1), hasty, rows);
    assertThat(judge.logDensity()[1]).isNaN();
    Certificate found = judge.certificate(DRAWS, 1);
    assertThat(found.rows()).isEqualTo(2);
    assertThat(found.logpError().unknown()).isPositive();
    assertThat(found.roundTrip().unknown()).isPositive();
  }

  @Test
  void quantilesAreErrorsOfRows() {
    double[] errors = new double[200];
    for (int i = 0; i < errors.length; i++) errors[i] = 200 - i;
    assertThat(RowErrors.of(errors)).isEqualTo(new RowErrors(100, 198, 200, 0));
    assertThat(RowErrors.of(new double[] {3})).isEqualTo(new RowErrors(3, 3, 3, 0));
    double nan = Double.NaN;
    assertThat(RowErrors.of(new double[] {nan, 3, nan})).isEqualTo(new RowErrors(3, 3, 3, 2));
    assertThat(RowErrors.of(new double[0])).isEqualTo(new RowErrors(nan, nan, nan, 0));
  }

  private DensityJudge judge(FlowSettings settings) {
    return new DensityJudge(line, settings, x);
  }

  private static void assertClose(RowErrors found, RowErrors expected) {
    assertThat(found.p50()).isCloseTo(expected.p50(), within(1e-8));
    assertThat(found.p99()).isCloseTo(expected.p99(), within(1e-8));
    assertThat(found.max()).isCloseTo(expected.max(), within(1e-8));
  }
}
