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
import advect.gradient.DifferentiableSystem;
import advect.kernel.Activation;
import advect.kernel.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The context of a solve is one of its parameters. */
class ContextTest {
  private static final Trace TRACE = new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN);
  private static final Mlp FIELD = new Mlp(2, List.of(4), Activation.TANH, TimeInput.JOINED, 3);

  static Stream<VectorField> fields() {
    return Stream.of(
        new Mlp(2, List.of(5, 4), Activation.TANH, TimeInput.JOINED, 3),
        new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE, 1),
        new ConcatSquash(2, List.of(4), Activation.SOFTPLUS, 2));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void gradientsAreThoseOfTheStepsTaken(VectorField field) {
    Solves solves = new Solves(field, TRACE, List.of());
    solves.requireDifferences(solves.gradient(new CheckpointedAdjoint(Solves.FROZEN)));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void theyAreTheSameWhetherActivationsAreKeptOrNot(VectorField field) {
    Solves solves = new Solves(field, TRACE, List.of());
    double[] kept = solves.gradient(new CheckpointedAdjoint(Solves.FROZEN));
    assertThat(solves.gradient(new CheckpointedAdjoint(Solves.FROZEN, 0))).containsExactly(kept);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void bothAdjointsAgree(VectorField field) {
    Solves solves = new Solves(field, TRACE, List.of());
    double[] checkpointed = solves.gradient(new CheckpointedAdjoint(Solves.TIGHT));
    double[] continuous = solves.gradient(new ContinuousAdjoint(Solves.TIGHT));
    double tolerance = 1e-6 * Solves.largest(checkpointed);
    assertThat(continuous).containsExactly(checkpointed, within(tolerance));
  }

  @Test
  void aContextIsNeeded() {
    DifferentiableSystem.Evaluation evaluation = dynamics().evaluation();
    assertThatThrownBy(() -> evaluation.forward(0, new double[10], new double[10]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the field has a context of 3 numbers a sample");
    assertThatThrownBy(() -> dynamics().context(new double[14]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a context [3][5], got 14 numbers");
  }

  @Test
  void aContextStaysFromASolveToItsGradient() {
    FlowDynamics dynamics = dynamics();
    DifferentiableSystem.Evaluation evaluation = dynamics.evaluation();
    dynamics.context(new double[15]);
    evaluation.forward(0, new double[10], new double[10]);
    dynamics.context(new double[15]);
    assertThatThrownBy(() -> evaluation.backward(new double[10], new double[10]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("directions or context changed between a solve and its gradient");
  }

  @Test
  void itsCotangentFollowsThoseOfTheParameters() {
    assertThat(dynamics().parameterCount()).isEqualTo(FIELD.parameterCount() + 3 * 5);
  }

  private static FlowDynamics dynamics() {
    BoundField bound = FIELD.bind(Precision.FLOAT64);
    return new FlowDynamics(bound, 2, 5, 0);
  }
}
