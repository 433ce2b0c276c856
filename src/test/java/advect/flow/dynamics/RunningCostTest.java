package advect.flow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values against closed forms, gradients against differences, and no say in the steps. */
class RunningCostTest {
  private static final List<RunningCost> BOTH = List.of(RunningCost.JACOBIAN, RunningCost.KINETIC);

  private static final Trace EXACT = new Trace.Exact();

  static Stream<Arguments> cases() {
    List<VectorField> fields =
        List.of(
            new Mlp(2, List.of(5, 4), Activation.TANH),
            new Mlp(3, List.of(6), Activation.SILU, TimeInput.JOINED, 2),
            new ConcatSquash(2, List.of(5), Activation.SOFTPLUS));
    List<Trace> traces =
        List.of(
            EXACT,
            new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER),
            new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN));
    List<List<RunningCost>> costs =
        List.of(
            List.of(RunningCost.KINETIC),
            List.of(RunningCost.JACOBIAN),
            List.of(RunningCost.KINETIC, RunningCost.JACOBIAN));
    return fields.stream()
        .flatMap(f -> traces.stream().flatMap(t -> costs.stream().map(c -> Arguments.of(f, t, c))));
  }

  /**
   * f = A z with A = [[a, -w], [w, a]] turns and stretches: |f|² = e^(2at) |A z(0)|², whose
   * integral is |A z(0)|² (e^(2aT) - 1) / 2a, and ‖A‖² = 2 (a² + w²). Both are within 1e3
   * tolerances.
   */
  @ParameterizedTest
  @EnumSource(ProbeDistribution.class)
  void costsOfALinearFieldHaveClosedForms(ProbeDistribution noise) {
    double a = -0.4;
    double w = 1.3;
    Mlp field = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE);
    double[] z = {0.8, -0.3, 0.5, 1.1}; // two samples: (0.8, 0.5) and (-0.3, 1.1)
    for (double end : new double[] {0.7, -0.7}) {
      double[] y = Arrays.copyOf(z, 4 + 3 * 2);
      Directions directions =
          new Trace.Hutchinson(2, noise).directions(2, new Shard(0, 0, 2), new Random(1));
      solve(field, new double[] {a, -w, w, a, 0, 0}, directions, y, end);
      double square = a * a + w * w;
      for (int s = 0; s < 2; s++) {
        double start = square * (z[s] * z[s] + z[2 + s] * z[2 + s]);
        double kinetic = start * (Math.exp(2 * a * end) - 1) / (2 * a);
        double jacobian = square * squares(directions, s) / 2 * end;
        assertThat(y[6 + s]).isCloseTo(jacobian, within(1e-7));
        assertThat(y[8 + s]).isCloseTo(kinetic, within(1e-7));
      }
    }
  }

  /** Σₖ |eₖ|² of a sample. */
  private static double squares(Directions directions, int sample) {
    double[] e = directions.unsafeEntries();
    double sum = 0;
    for (int i = sample; i < e.length; i += 2) sum += e[i] * e[i];
    return sum;
  }

  /** f = b + c t: the integral of |f|² is |b|² + b·c + |c|²/3 on [0, 1], and J is W. */
  @Test
  void anExactTraceGivesTheFrobeniusNorm() {
    Mlp field = new Mlp(2, List.of(), Activation.TANH);
    double[] still = {0, 0, 0, 0, 0.3, -0.2, 1, 0.6};
    double[] y = new double[2 + 3];
    solve(field, still, EXACT.directions(2, new Shard(0, 0, 1), new Random(1)), y, 1);
    assertThat(y[3]).isEqualTo(0);
    assertThat(y[4]).isCloseTo(0.13 + (0.3 - 0.12) + 1.36 / 3, within(1e-9));
    double[] moving = {0.5, -1, 2, 0.25, 0, 0, 0, 0};
    solve(field, moving, EXACT.directions(2, new Shard(0, 0, 1), new Random(1)), y, 1);
    assertThat(y[3]).isCloseTo(0.25 + 1 + 4 + 0.0625, within(1e-9));
  }

  /**
   * Mean of 20,000 probes within 5 standard errors of ‖J‖²; false alarm about 6e-7 for each noise.
   */
  @ParameterizedTest
  @EnumSource(ProbeDistribution.class)
  void probesGiveTheFrobeniusNormOnAverage(ProbeDistribution noise) {
    int draws = 20_000;
    double exact = jacobianRates(EXACT, 1)[0];
    double[] estimates = jacobianRates(new Trace.Hutchinson(1, noise), draws);
    double mean = Arrays.stream(estimates).average().orElseThrow();
    double squares = Arrays.stream(estimates).map(x -> (x - mean) * (x - mean)).sum();
    double standardError = Math.sqrt(squares / draws / (draws - 1));
    assertThat(mean).isCloseTo(exact, within(5 * standardError));
  }

  /** The Jacobian cost at one point, once for each of many samples. */
  private static double[] jacobianRates(Trace trace, int samples) {
    Mlp field = new Mlp(3, List.of(8), Activation.SILU);
    BoundField bound = field.bind(Precision.FLOAT64);
    bound.parameters(field.initialParameters(new Random(2)));
    List<RunningCost> costs = List.of(RunningCost.JACOBIAN);
    FlowDynamics dynamics = new FlowDynamics(bound, 3, samples, trace.tangents(3), costs);
    dynamics.directions(trace.directions(3, new Shard(0, 0, samples), new Random(9)));
    double[] y = new double[5 * samples];
    Arrays.fill(y, 0.3);
    double[] dydt = new double[y.length];
    dynamics.evaluation().forward(0.4, y, dydt);
    return Arrays.copyOfRange(dydt, 4 * samples, y.length);
  }

  /** Solves from 0 with costs that begin at 0. */
  private static void solve(
      VectorField field, double[] theta, Directions directions, double[] y, double end) {
    int samples = y.length / (field.dim() + 3);
    BoundField bound = field.bind(Precision.FLOAT64);
    bound.parameters(theta);
    FlowDynamics dynamics = new FlowDynamics(bound, field.dim(), samples, directions.count(), BOTH);
    dynamics.directions(directions);
    Arrays.fill(y, dynamics.stateSize(), y.length, 0);
    new CheckpointedAdjoint(Solves.TIGHT).on(dynamics).forward(0, end, y).orThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfTheStepsTaken(VectorField field, Trace trace, List<RunningCost> costs) {
    Solves solves = new Solves(field, trace, costs);
    solves.requireDifferences(solves.gradient(new CheckpointedAdjoint(Solves.FROZEN)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothAdjointsAgree(VectorField field, Trace trace, List<RunningCost> costs) {
    Solves solves = new Solves(field, trace, costs);
    double[] checkpointed = solves.gradient(new CheckpointedAdjoint(Solves.TIGHT));
    double[] continuous = solves.gradient(new ContinuousAdjoint(Solves.TIGHT));
    double tolerance = 1e-6 * Solves.largest(checkpointed);
    assertThat(continuous).containsExactly(checkpointed, within(tolerance));
  }

  /** Each evaluation keeps f and J e until its reverse, whatever ran in between. */
  @ParameterizedTest
  @MethodSource("cases")
  void keptAndRepeatedActivationsGiveTheSameBits(
      VectorField field, Trace trace, List<RunningCost> costs) {
    Solves solves = new Solves(field, trace, costs);
    double[] kept = solves.gradient(new CheckpointedAdjoint(Solves.FROZEN));
    assertThat(solves.gradient(new CheckpointedAdjoint(Solves.FROZEN, 0))).containsExactly(kept);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepsAndPointsDoNotDependOnThem(VectorField field, Trace trace, List<RunningCost> costs) {
    Solves without = new Solves(field, trace, List.of());
    Solves with = new Solves(field, trace, costs);
    double[] expected = without.end(Solves.TIGHT);
    double[] got = with.end(Solves.TIGHT);
    assertThat(Arrays.copyOf(got, expected.length)).containsExactly(expected);
    assertThat(with.evaluations()).isEqualTo(without.evaluations());
    assertThat(with.dynamics.evaluationBytes()).isEqualTo(without.dynamics.evaluationBytes());
  }

  @Test
  void speedNeedsNoDirections() {
    Mlp field = Mlp.tanh(2, 4);
    BoundField bound = field.bind(Precision.FLOAT64);
    bound.parameters(field.initialParameters(new Random(1)));
    FlowDynamics dynamics = new FlowDynamics(bound, 2, 1, 0, List.of(RunningCost.KINETIC));
    double[] dydt = new double[3];
    dynamics.evaluation().forward(0.3, new double[] {0.5, -1, 0}, dydt);
    double expected = dydt[0] * dydt[0] + dydt[1] * dydt[1];
    assertThat(dydt[2]).isCloseTo(expected, within(1e-15 * expected));
    assertThat(dynamics.controlledSize()).isEqualTo(2);
  }

  @Test
  void whatCannotBeIsRefused() {
    BoundField bound = Mlp.tanh(2, 4).bind(Precision.FLOAT64);
    List<RunningCost> jacobian = List.of(RunningCost.JACOBIAN);
    assertThatThrownBy(() -> new FlowDynamics(bound, 2, 1, 0, jacobian))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the JACOBIAN cost is made of directional derivatives");
    List<RunningCost> twice = List.of(RunningCost.KINETIC, RunningCost.KINETIC);
    assertThatThrownBy(() -> new FlowDynamics(bound, 2, 1, 1, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("costs [KINETIC, KINETIC]: give each once");
    FlowDynamics dynamics = new FlowDynamics(bound, 2, 1, 1, BOTH);
    ContinuousAdjoint boxed =
        new ContinuousAdjoint(SolverCatalog.solver("dormand-prince54", Steps.adaptive(1e-6)));
    assertThatThrownBy(() -> boxed.on(dynamics))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all 5 numbers of a state, but only the first 3");
  }
}
