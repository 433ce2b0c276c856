package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of log densities three ways: continuous adjoint, checkpointed adjoint, differences. */
class GradientTest {
  private static final int DIM = 3;
  private static final int SAMPLES = 4;
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));

  /** Central differences: error h²|L'''|/6 + 1e-16 |L|/h, about 1e-9 + 1e-10 for gradients of 1. */
  private static final double H = 3e-5;

  private static final int DIRECTIONS = 12;

  static Stream<Arguments> cases() {
    return Stream.of(
            new Trace.Exact(),
            new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER),
            new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN))
        .flatMap(trace -> fields().map(field -> Arguments.of(field, trace)));
  }

  private static Stream<VectorField> fields() {
    return Stream.of(Activation.values())
        .flatMap(
            a -> {
              List<Integer> hidden = a == Activation.ELU ? List.of(5) : List.of(5, 4);
              return Stream.of(
                  new Mlp(DIM, hidden, a),
                  new Mlp(DIM, hidden, a, TimeInput.NONE),
                  new ConcatSquash(DIM, hidden, a));
            });
  }

  /**
   * ELU's second derivative jumps at 0. Where a path crosses it, the gradient of a discrete solve
   * is not the solve of the gradient, for any tolerance; so its hidden units are kept off zero: |W
   * x + c t| is at most about 1, |b| times the smallest gate at least 1.5.
   */
  private static void keepOffZero(double[] theta, VectorField field) {
    int weights = DIM * 5;
    for (int i = 0; i < field.parameterCount() - DIM * 5; i++) theta[i] *= 0.25;
    for (int o = 0; o < 5; o++) theta[weights + o] = o % 2 == 0 ? 4 : -4;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void continuousAndCheckpointedAdjointsAgree(VectorField field, Trace trace) {
    Loss loss = new Loss(field, trace);
    double[] continuous = loss.gradient(new ContinuousAdjoint(TIGHT));
    double[] checkpointed = loss.gradient(new CheckpointedAdjoint(TIGHT));
    assertThat(continuous).containsExactly(checkpointed, within(1e-6 * largest(checkpointed)));
  }

  /**
   * Along directions of length 1 that move all of some hundred numbers at once: differences are as
   * exact as along an axis, and of twelve directions one has a given axis for a sixth. So a number
   * that is wrong by 6e-6 of the largest is found.
   */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void bothAgreeWithCentralDifferences(VectorField field, Trace trace) {
    Loss loss = new Loss(field, trace);
    double[] checkpointed = loss.gradient(new CheckpointedAdjoint(TIGHT));
    double[] continuous = loss.gradient(new ContinuousAdjoint(TIGHT));
    double tolerance = 1e-6 * largest(checkpointed);
    Random random = new Random(5);
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = direction(checkpointed.length, random);
      double difference = loss.difference(direction);
      assertThat(dot(checkpointed, direction)).isCloseTo(difference, within(tolerance));
      assertThat(dot(continuous, direction)).isCloseTo(difference, within(tolerance));
    }
  }

  private static double[] direction(int length, Random random) {
    double[] direction = new double[length];
    Arrays.setAll(direction, i -> random.nextGaussian());
    double size = Math.sqrt(dot(direction, direction));
    Arrays.setAll(direction, i -> direction[i] / size);
    return direction;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElseThrow();
  }

  /** Mean NLL as a function of θ and x, joined in one vector. */
  private static final class Loss {
    private final int parameters;
    private final BoundField bound;
    private final FlowDynamics dynamics;
    private final double[] point;

    Loss(VectorField field, Trace trace) {
      RandomStreams streams = new RandomStreams(7);
      parameters = field.parameterCount();
      bound = field.bind(Precision.FLOAT64);
      dynamics = new FlowDynamics(bound, DIM, SAMPLES, trace.tangents(DIM));
      dynamics.directions(
          trace.directions(
              DIM, new Shard(0, 0, SAMPLES), streams.stream(RandomStreams.Purpose.TRACE)));
      double[] theta = field.initialParameters(streams.stream(RandomStreams.Purpose.PARAMETERS));
      if (field.toString().contains("ELU")) keepOffZero(theta, field);
      point = Arrays.copyOf(theta, parameters + DIM * SAMPLES);
      Random random = new Random(3);
      for (int i = parameters; i < point.length; i++) point[i] = random.nextGaussian();
    }

    double[] gradient(GradientMethod method) {
      double[] ybar = new double[(DIM + 1) * SAMPLES];
      double[] gradient = new double[parameters];
      DifferentiableSolve solve = method.on(dynamics);
      forward(point, solve, ybar);
      solve.backward(ybar, gradient).orThrow();
      double[] both = Arrays.copyOf(gradient, point.length);
      System.arraycopy(ybar, 0, both, parameters, DIM * SAMPLES);
      return both;
    }

    /** The loss, with ∂loss/∂y left in ȳ. */
    private double forward(double[] at, DifferentiableSolve solve, double[] ybar) {
      bound.parameters(Arrays.copyOf(at, parameters));
      double[] y = Arrays.copyOfRange(at, parameters, parameters + (DIM + 1) * SAMPLES);
      Arrays.fill(y, DIM * SAMPLES, y.length, 0);
      solve.forward(1, 0, y).orThrow();
      double loss = 0;
      for (int i = 0; i < DIM * SAMPLES; i++) {
        loss += y[i] * y[i] / 2 / SAMPLES;
        ybar[i] = y[i] / SAMPLES;
      }
      for (int i = DIM * SAMPLES; i < y.length; i++) {
        loss -= y[i] / SAMPLES;
        ybar[i] = -1.0 / SAMPLES;
      }
      return loss;
    }

    double difference(double[] direction) {
      return (moved(direction, H) - moved(direction, -H)) / (2 * H);
    }

    private double moved(double[] direction, double h) {
      double[] at = point.clone();
      for (int i = 0; i < at.length; i++) at[i] += h * direction[i];
      DifferentiableSolve solve = new CheckpointedAdjoint(TIGHT).on(dynamics);
      return forward(at, solve, new double[(DIM + 1) * SAMPLES]);
    }
  }
}
