package advect.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.ode.Outputs;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of losses that look at a solve at several times. */
class OutputGradientTest {
  /** Start, several in one step, none in some, and the end; for a solve from 0 to 2. */
  private static final double[] TIMES = {0, 0.11, 0.23, 0.6, 1.13, 1.9, 2};

  private static final double[] START = {0.4, -0.9, 0};
  private static final double[] THETA = {1.3, 0.7};

  /** Central differences at this step are off by 1e-10 of third derivatives and of rounding. */
  private static final double STEP = 1e-5;

  private static final double ACCURACY = 1e-8;

  static List<ButcherTableau> methods() {
    return Tableaux.all();
  }

  /** Exact for the computed solution, interpolants included, however coarse its six steps. */
  @ParameterizedTest
  @MethodSource("methods")
  void checkpointedAdjointIsExactForEveryInterpolant(ButcherTableau tableau) {
    RungeKutta solver = new RungeKutta(tableau, Steps.fixed(6));
    for (double[] times :
        new double[][] {TIMES, {0.11}, {1.9}, {2}, {0}, {}, {0.5, 1.0, 1.5, 1.75}}) {
      for (long memory : new long[] {0, 1000, Long.MAX_VALUE}) {
        checkAgainstDifferences(new CheckpointedAdjoint(solver, memory), times);
      }
    }
  }

  /** The continuous adjoint differentiates the exact solution: to the tolerance of both solves. */
  @Test
  void continuousAdjointJumpsAtOutputs() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-12));
    checkAgainstDifferences(new ContinuousAdjoint(solver), TIMES);
    checkAgainstDifferences(new CheckpointedAdjoint(solver), TIMES);
  }

  private static void checkAgainstDifferences(GradientMethod method, double[] times) {
    DifferentiableSolve solve = method.on(new Oscillator(THETA));
    double[] y = START.clone();
    solve.forward(0, 2, y, new Outputs(times, 3), new FirstSteps()).orThrow();
    double[][] bars = new double[times.length][];
    for (int i = 0; i < bars.length; i++) bars[i] = bar(i);
    double[] ybar = bar(-1);
    double[] thetaBar = {5, 0};
    solve.backward(ybar, bars, thetaBar).orThrow();
    for (int i = 0; i < START.length; i++) {
      assertThat(ybar[i]).isCloseTo(difference(method, times, START, i), within(ACCURACY));
    }
    for (int i = 0; i < THETA.length; i++) {
      double expected = difference(method, times, THETA, i) + (i == 0 ? 5 : 0);
      assertThat(thetaBar[i]).isCloseTo(expected, within(ACCURACY));
    }
  }

  /** What the loss weighs an output by; -1 stands for the end. */
  private static double[] bar(int output) {
    return new double[] {1 + 0.3 * output, 0.5 - output, 0.2 * output - 0.7};
  }

  private static double difference(
      GradientMethod method, double[] times, double[] which, int entry) {
    double[] moved = which.clone();
    moved[entry] += STEP;
    double above = loss(method, times, which, moved);
    moved[entry] -= 2 * STEP;
    return (above - loss(method, times, which, moved)) / (2 * STEP);
  }

  private static double loss(
      GradientMethod method, double[] times, double[] which, double[] moved) {
    double[] y = (which == START ? moved : START).clone();
    DifferentiableSolve solve = method.on(new Oscillator(which == THETA ? moved : THETA));
    Outputs outputs = new Outputs(times, 3);
    solve.forward(0, 2, y, outputs, new FirstSteps()).orThrow();
    double sum = dot(bar(-1), y);
    for (int i = 0; i < times.length; i++) sum += dot(bar(i), outputs.state(i));
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** L = z₀(1) + z₁(1.5) on the way to 2 from z = (1, 0): cos 1 + sin 1.5, in closed form. */
  @Test
  void gradientsOfARotationAreClosedForms() {
    RungeKutta solver = new RungeKutta(Tableaux.TSIT5, Steps.adaptive(1e-11));
    for (GradientMethod method :
        List.of(new ContinuousAdjoint(solver), new CheckpointedAdjoint(solver))) {
      DifferentiableSolve solve = method.on(new Rotation(2));
      Outputs outputs = new Outputs(new double[] {1, 1.5}, 2);
      solve.forward(0, 2, new double[] {1, 0}, outputs, new FirstSteps()).orThrow();
      double[] ybar = new double[2];
      double[] thetaBar = new double[1];
      solve.backward(ybar, new double[][] {{1, 0}, {0, 1}}, thetaBar).orThrow();
      assertThat(thetaBar[0]).isCloseTo(-Math.sin(1) + 1.5 * Math.cos(1.5), within(1e-8));
      assertThat(ybar[0]).isCloseTo(Math.cos(1) + Math.sin(1.5), within(1e-8));
      assertThat(ybar[1]).isCloseTo(-Math.sin(1) + Math.cos(1.5), within(1e-8));
    }
  }

  @Test
  void aSolveOfNoLengthPassesCotangentsOn() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-8));
    for (GradientMethod method :
        List.of(new ContinuousAdjoint(solver), new CheckpointedAdjoint(solver))) {
      DifferentiableSolve solve = method.on(new Rotation(2));
      double[] y = {1, 2};
      solve.forward(3, 3, y, new Outputs(new double[] {3}, 2), new FirstSteps()).orThrow();
      double[] ybar = {1, 0};
      solve.backward(ybar, new double[][] {{0.5, 4}}, new double[1]).orThrow();
      assertThat(ybar).containsExactly(1.5, 4);
    }
  }

  @Test
  void everyOutputNeedsACotangent() {
    DifferentiableSolve solve =
        new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(2))).on(new Rotation(2));
    solve.forward(0, 1, new double[2], new Outputs(new double[] {0.5}, 2), new FirstSteps());
    assertThatThrownBy(() -> solve.backward(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 cotangents of outputs: expected 1, one for each output of the solve");
  }
}
