package advect.flow.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Solves with a context, alone and in chains that share or split it: gradients in all they have.
 */
class ContextTransformTest {
  private static final CheckpointedAdjoint FIXED =
      new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, Steps.fixed(20)));
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));

  private static final List<Function<GradientMethod, Transform>> KINDS =
      List.of(
          method -> ode(mlp(2), method),
          method -> ode(squash(1), method),
          ContextTransformTest::sharing,
          ContextTransformTest::splitting,
          method -> Chain.repeat(ode(mlp(2), method), 2));

  private static VectorField mlp(int context) {
    return new Mlp(2, List.of(4), Activation.TANH, TimeInput.JOINED, context);
  }

  private static VectorField squash(int context) {
    return new ConcatSquash(2, List.of(3), Activation.SOFTPLUS, context);
  }

  /** Two probes of noise and both costs. */
  private static Ode ode(VectorField field, GradientMethod method) {
    return new Ode(
        field,
        0.1,
        0.8,
        OdeSettings.exact(method)
            .withTrace(new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN))
            .withRegularization(new Regularization(0.4, 0.3, 0)));
  }

  /** Two solves of one context about an affine map and a solve without one. */
  private static Transform sharing(GradientMethod method) {
    Affine affine =
        Affine.of(new double[] {1, -2}, new DMatrixRMaj(new double[][] {{1, 0.5}, {-0.5, 1}}));
    return Chain.of(ode(mlp(2), method), affine, ode(squash(0), method), ode(squash(2), method));
  }

  /** Blocks of different sizes, one of them of none. */
  private static Transform splitting(GradientMethod method) {
    List<Transform> parts =
        List.of(
            ode(mlp(1), method),
            new Planar(2, true),
            ode(squash(0), method),
            ode(squash(2), method));
    return new Chain(2, parts, true, false);
  }

  static Stream<Transform> transforms() {
    return KINDS.stream()
        .map(kind -> kind.apply(FIXED))
        .flatMap(transform -> Stream.of(transform, transform.inverse()));
  }

  /** {@link TransformCase#H} leaves 1e-10 of third derivatives, of a thousand at most. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void reverseAgreesWithCentralDifferences(Transform transform) {
    TransformCase at = new TransformCase(transform);
    double[] differences = at.differences();
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    assertThat(at.gradient()).containsExactly(differences, within(1e-7 * (1 + largest)));
    int parameters = transform.parameterCount();
    int contexts = transform.contextDim() * TransformCase.SAMPLES;
    for (int i = parameters; i < parameters + contexts; i++) {
      assertThat(differences[i]).as("context %d", i - parameters).isNotZero();
    }
  }

  /** Solves of tolerance 1e-10, whose errors add up to some 1e-8 over all parts and both ways. */
  @Test
  void bothAdjointsAgree() {
    for (Function<GradientMethod, Transform> kind : KINDS) {
      double[] one = new TransformCase(kind.apply(new CheckpointedAdjoint(TIGHT))).gradient();
      double[] two = new TransformCase(kind.apply(new ContinuousAdjoint(TIGHT))).gradient();
      double largest = Arrays.stream(one).map(Math::abs).max().orElseThrow();
      assertThat(two).containsExactly(one, within(1e-6 * largest));
    }
  }
}
