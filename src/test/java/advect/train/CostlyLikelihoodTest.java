package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.MultivariateNormal;
import advect.flow.base.NormalMixture;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.CommonsMathSolver;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.Batch;
import advect.train.objective.MaximumLikelihood;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The likelihood with all that may be paid for, weighted and conditional, and its gradient. */
class CostlyLikelihoodTest {
  private static final CheckpointedAdjoint FIXED =
      new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(6)));
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));

  static Stream<Arguments> cases() {
    List<Base> bases =
        List.of(
            new StandardNormal(2),
            new StudentT(2),
            new MultivariateNormal(2),
            new NormalMixture(2, 3));
    List<Trace> traces =
        List.of(
            new Trace.Exact(),
            new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER),
            new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN));
    List<Regularization> costs =
        List.of(
            new Regularization(0.3, 0, 0),
            new Regularization(0, 0.2, 0),
            new Regularization(0.3, 0.2, 0.4));
    List<VectorField> fields = List.of(mlp(1), squash(1), mlp(0), squash(0));
    return IntStream.range(0, 12) // 4, 4, 3 and 3 kinds, each beside several others
        .mapToObj(
            i ->
                Arguments.of(
                    fields.get(i % 4),
                    bases.get((i + i / 4) % 4),
                    traces.get(i % 3),
                    costs.get((i + i / 3) % 3)));
  }

  private static VectorField mlp(int context) {
    return new Mlp(2, List.of(4), Activation.TANH, TimeInput.JOINED, context);
  }

  private static VectorField squash(int context) {
    return new ConcatSquash(2, List.of(4), Activation.SOFTPLUS, context);
  }

  /**
   * Steps do not depend on θ, so the loss is smooth: with h = 1e-5 differences are off by h² of the
   * third derivative and 1e-16/h of the loss, some 1e-10 each, and the reverse by rounding. 1e-7 of
   * the largest entry leaves room for a third derivative of a thousand.
   */
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("cases")
  void gradientIsThatOfTheStepsTaken(
      VectorField field, Base base, Trace trace, Regularization costs) {
    ContinuousFlow flow = LikelihoodCases.flow(field, base, trace, FIXED);
    double[] differences = LikelihoodCases.differences(flow, FIXED, costs, 1e-5);
    double allowed = 1e-7 * LikelihoodCases.largest(differences);
    assertThat(LikelihoodCases.gradient(flow, FIXED, costs))
        .containsExactly(differences, within(allowed));
  }

  /** Solves of tolerance 1e-10, whose errors add up to some 1e-8 over both ways. */
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("cases")
  void bothAdjointsAgree(VectorField field, Base base, Trace trace, Regularization costs) {
    CheckpointedAdjoint checkpointed = new CheckpointedAdjoint(TIGHT);
    ContinuousFlow flow = LikelihoodCases.flow(field, base, trace, checkpointed);
    double[] expected = LikelihoodCases.gradient(flow, checkpointed, costs);
    double[] got = LikelihoodCases.gradient(flow, new ContinuousAdjoint(TIGHT), costs);
    assertThat(got).containsExactly(expected, within(1e-6 * LikelihoodCases.largest(expected)));
  }

  /**
   * f = A z with A = [[a, -w], [w, a]] turns and stretches: z(t) = e^{A(t-1)} x, so that log p(x) =
   * log N(e^{-a}|x|) - 2a, ∫|f|² = (a² + w²)|x|² (1 - e^{-2a})/(2a), and ‖J‖² = 2(a² + w²). Solves
   * of 1e-10 leave 1e-8.
   */
  @Test
  void lossOfALinearFieldHasAClosedForm() {
    double a = -0.4;
    double w = 1.3;
    double[] theta = {a, -w, w, a, 0, 0};
    Mlp field = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE);
    FlowSettings settings = FlowSettings.DEFAULT.withSolver(TIGHT).withPrecision(Precision.FLOAT64);
    ContinuousFlow flow =
        ContinuousFlow.of(field, theta, new StandardNormal(2), Standardization.identity(2))
            .with(settings);
    Batch batch = LikelihoodCases.batch(flow);
    double rate = a * a + w * w;
    double expected = 0;
    for (int i = 0; i < batch.rows(); i++) {
      double square = Math.pow(batch.x().get(i, 0), 2) + Math.pow(batch.x().get(i, 1), 2);
      double logp = -Math.log(2 * Math.PI) - Math.exp(-2 * a) * square / 2 - 2 * a;
      double kinetic = rate * square * (1 - Math.exp(-2 * a)) / (2 * a);
      expected += batch.weight(i) * (-logp + 0.3 * kinetic + 0.2 * 2 * rate);
    }
    expected /= batch.totalWeight();
    Regularization costs = new Regularization(0.3, 0.2, 0);
    for (GradientMethod method :
        List.of(new CheckpointedAdjoint(TIGHT), new ContinuousAdjoint(TIGHT))) {
      try (MaximumLikelihood loss = LikelihoodCases.likelihood(flow, method, costs)) {
        double got = loss.evaluate(theta, 0, new double[6]).value();
        assertThat(got).isCloseTo(expected, within(1e-8 * expected));
      }
    }
  }

  @Test
  void costsThatASolverCannotCarryAreRefusedBeforeTraining() {
    CommonsMathSolver black =
        new CommonsMathSolver(
            "black box", () -> new DormandPrince54Integrator(1e-8, 1, 1e-6, 1e-6));
    ContinuousFlow flow =
        ContinuousFlow.of(Mlp.tanh(2, 4), Standardization.identity(2), 1)
            .with(FlowSettings.DEFAULT.withSolver(black));
    GradientMethod method = new ContinuousAdjoint(black);
    LikelihoodCases.likelihood(flow, method, Regularization.NONE).close();
    for (Regularization costs :
        List.of(new Regularization(0.1, 0, 0), new Regularization(0, 0.1, 0))) {
      assertThatThrownBy(() -> LikelihoodCases.likelihood(flow, method, costs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("black box has one error norm")
          .hasMessageContaining("such as dopri5, or leave out the costs");
    }
  }
}
