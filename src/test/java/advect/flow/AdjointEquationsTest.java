package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.layered.Mlp;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.ShardDirections;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.gradient.GradientMethod;
import advect.gradient.TimeGradient;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Shard;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The equations of docs/math.md, one by one: L = ⟨w, [z(t1) | c(t1)]⟩ of a net that depends on
 * time, with the trace as cost, against central differences.
 */
class AdjointEquationsTest {
  private static final int DIM = 2;
  private static final int SAMPLES = 3;
  private static final int SIZE = (DIM + 1) * SAMPLES;
  private static final double T0 = 0.2;
  private static final double T1 = 0.9;
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-12));
  private static final Mlp FIELD = Mlp.tanh(DIM, 6);

  /** Error h²|L'''|/6 + 1e-12/h at h = 1e-4: some 1e-7. */
  private static final double H = 1e-4;

  private static final double TOLERANCE = 1e-6;

  private final double[] theta = random(FIELD.parameterCount(), 1);
  private final double[] start = random(SIZE, 2);
  private final double[] weights = random(SIZE, 3);

  static Stream<GradientMethod> methods() {
    return Stream.of(new ContinuousAdjoint(TIGHT), new CheckpointedAdjoint(TIGHT));
  }

  /** What a solve and its gradient gave. */
  private static final class Solved {
    final double[] end;
    final double[] startBar;
    final double[] thetaBar = new double[FIELD.parameterCount()];
    final TimeGradient times;

    Solved(AdjointEquationsTest of, GradientMethod method) {
      FlowDynamics dynamics = of.dynamics();
      DifferentiableSolve solve = method.on(dynamics);
      end = of.start.clone();
      solve.forward(T0, T1, end).orThrow();
      startBar = of.weights.clone();
      solve.backward(startBar, thetaBar).orThrow();
      times = TimeGradient.of(dynamics, T0, of.start, startBar, T1, end, of.weights);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theAdjointIsTheDerivativeInTheState(GradientMethod method) {
    double[] got = new Solved(this, method).startBar;
    for (int i = 0; i < SIZE; i++) {
      int place = i;
      double slope =
          slope(
              h -> {
                double[] moved = start.clone();
                moved[place] += h;
                return loss(T0, T1, moved);
              });
      assertThat(got[i]).isCloseTo(slope, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theQuadratureIsTheDerivativeInTheParameters(GradientMethod method) {
    double[] got = new Solved(this, method).thetaBar;
    for (int i = 0; i < theta.length; i++) {
      int place = i;
      double slope =
          slope(
              h -> {
                double kept = theta[place];
                theta[place] += h;
                double loss = loss(T0, T1, start);
                theta[place] = kept;
                return loss;
              });
      assertThat(got[i]).isCloseTo(slope, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theEndMovesAlongTheField(GradientMethod method) {
    double slope = slope(h -> loss(T0, T1 + h, start));
    assertThat(new Solved(this, method).times.end()).isCloseTo(slope, within(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theStartMovesAgainstTheField(GradientMethod method) {
    double slope = slope(h -> loss(T0 + h, T1, start));
    assertThat(new Solved(this, method).times.start()).isCloseTo(slope, within(TOLERANCE));
  }

  /**
   * Instantaneous change of variables: c(t1) - c(t0) = log |det ∂z(t1)/∂z(t0)|, the Jacobian from
   * differences of solves.
   */
  @Test
  void theTraceIntegratesToTheLogDeterminant() {
    double[] end = solved(T0, T1, start);
    for (int s = 0; s < SAMPLES; s++) {
      double[][] jacobian = new double[DIM][DIM];
      for (int j = 0; j < DIM; j++) {
        double[] up = start.clone();
        double[] down = start.clone();
        up[j * SAMPLES + s] += H;
        down[j * SAMPLES + s] -= H;
        double[] above = solved(T0, T1, up);
        double[] below = solved(T0, T1, down);
        for (int i = 0; i < DIM; i++) {
          jacobian[i][j] = (above[i * SAMPLES + s] - below[i * SAMPLES + s]) / (2 * H);
        }
      }
      double determinant = jacobian[0][0] * jacobian[1][1] - jacobian[0][1] * jacobian[1][0];
      int cost = DIM * SAMPLES + s;
      assertThat(end[cost] - start[cost]).isCloseTo(Math.log(determinant), within(10 * TOLERANCE));
    }
  }

  private double slope(ToDoubleFunction<Double> loss) {
    return (loss.applyAsDouble(H) - loss.applyAsDouble(-H)) / (2 * H);
  }

  private double loss(double t0, double t1, double[] from) {
    double[] end = solved(t0, t1, from);
    double sum = 0;
    for (int i = 0; i < SIZE; i++) sum += weights[i] * end[i];
    return sum;
  }

  private double[] solved(double t0, double t1, double[] from) {
    double[] y = from.clone();
    new CheckpointedAdjoint(TIGHT).on(dynamics()).forward(t0, t1, y).orThrow();
    return y;
  }

  private FlowDynamics dynamics() {
    BoundField bound = FIELD.bind(Precision.FLOAT64);
    bound.parameters(theta);
    FlowDynamics dynamics = new FlowDynamics(bound, DIM, SAMPLES, DIM);
    dynamics.directions(
        new ShardDirections(new Trace.Exact(), DIM, 0).of(new Shard(0, 0, SAMPLES), 0));
    return dynamics;
  }

  private static double[] random(int length, int seed) {
    return new Random(seed).doubles(length, -1, 1).toArray();
  }
}
