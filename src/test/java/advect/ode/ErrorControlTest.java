package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;

import advect.ode.Problems.Problem;
import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Adaptive steps: accuracy for the tolerance, and an end in every case. */
class ErrorControlTest {
  /**
   * Class A (single equations) of DETEST: Hull, Enright, Fellen and Sedgwick, "Comparing numerical
   * methods for ordinary differential equations", SIAM J. Numer. Anal. 9, 1972.
   */
  private static final List<Problem> DETEST =
      List.of(
          new Problem("A1", (t, y, dy) -> dy[0] = -y[0], t -> new double[] {Math.exp(-t)}, 20),
          new Problem(
              "A2",
              (t, y, dy) -> dy[0] = -y[0] * y[0] * y[0] / 2,
              t -> new double[] {1 / Math.sqrt(1 + t)},
              20),
          new Problem(
              "A3",
              (t, y, dy) -> dy[0] = y[0] * Math.cos(t),
              t -> new double[] {Math.exp(Math.sin(t))},
              20),
          new Problem(
              "A4",
              (t, y, dy) -> dy[0] = y[0] / 4 * (1 - y[0] / 20),
              t -> new double[] {20 / (1 + 19 * Math.exp(-t / 4))},
              20));

  static Stream<Arguments> adaptiveMethodsOnDetest() {
    return Tableaux.all().stream()
        .filter(ButcherTableau::estimatesError)
        .flatMap(m -> DETEST.stream().map(problem -> Arguments.of(m, problem)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("adaptiveMethodsOnDetest")
  void theErrorFollowsTheTolerance(ButcherTableau method, Problem problem) {
    double before = Double.POSITIVE_INFINITY;
    for (double tolerance : new double[] {1e-3, 1e-5, 1e-7}) {
      double[] y = problem.exact().apply(0);
      double[] worst = {0};
      new RungeKutta(method, new Steps.Adaptive(Tolerance.of(tolerance), 100_000))
          .integrator(1)
          .integrate(
              problem.f(),
              0,
              problem.end(),
              y,
              (t, h, start, end) -> {
                double scale = 1 + Math.abs(problem.exact().apply(t + h)[0]);
                worst[0] = Math.max(worst[0], problem.error(t + h, end) / scale);
              })
          .orThrow();
      // The tolerance is for a step; what steps add gathers where errors grow (A3, A4).
      assertThat(worst[0]).as("at tolerance %s", tolerance).isLessThan(50 * tolerance);
      assertThat(worst[0]).as("a hundredth of the tolerance helps").isLessThan(before);
      before = worst[0];
    }
  }

  @Test
  void aStiffProblemEndsInAVerdict() {
    OdeSystem stiff = (t, y, dy) -> dy[0] = -1e6 * (y[0] - Math.cos(t));
    double[] y = {1};
    SolveReport report =
        new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(Tolerance.of(1e-6), 1000))
            .integrator(1)
            .integrate(stiff, 0, 1, y, StepObserver.NONE);
    assertThat(report.status()).isEqualTo(SolveStatus.STEPS_EXHAUSTED);
    assertThat(report.accepted() + report.rejected()).isEqualTo(1000);
    assertThat(y[0]).as("the last accepted state").isBetween(0.99, 1.01);
  }

  @Test
  void aPoleEndsInAStepTooSmall() {
    // y' = y² from 1 is 1/(1 - t).
    double[] y = {1};
    SolveReport report =
        new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6))
            .integrator(1)
            .integrate((t, z, dz) -> dz[0] = z[0] * z[0], 0, 2, y, StepObserver.NONE);
    assertThat(report.status()).isIn(SolveStatus.STEP_TOO_SMALL, SolveStatus.NOT_FINITE);
    assertThat(report.t()).isBetween(0.99, 1.001);
  }

  @Test
  void aJumpOfTheFieldIsCrossed() {
    double[] y = {0};
    SolveReport report =
        new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6))
            .integrator(1)
            .integrate((t, z, dz) -> dz[0] = t < 0.3 ? 1 : -5, 0, 1, y, StepObserver.NONE)
            .orThrow();
    // 0.3 - 5 * 0.7; the jump lies inside few steps, each of which may err by the tolerance.
    assertThat(y[0]).isBetween(-3.2 - 1e-4, -3.2 + 1e-4);
    assertThat(report.rejected()).isPositive();
  }

  @Test
  void aHoleThatSmallerStepsAvoidIsNoFailure() {
    // y' = -y from 1 at rest so long that steps grow; the field is NaN where only a step too long
    // could lead: below zero.
    OdeSystem f = (t, y, dy) -> dy[0] = y[0] < 0 ? Double.NaN : -50 * y[0];
    double[] y = {1};
    SolveReport report =
        new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(new Tolerance(0.1, 1)))
            .integrator(1)
            .integrate(f, 0, 5, y, StepObserver.NONE)
            .orThrow();
    assertThat(report.rejected()).isPositive();
    assertThat(y[0]).isBetween(0.0, 1.0);
  }

  @Test
  void anInfiniteStageIsNotHiddenByAFieldThatForgivesIt() {
    // tanh(∞) is 1: after one infinite stage all others are finite, and its weight is zero.
    int[] calls = {0};
    OdeSystem f =
        (t, y, dy) -> dy[0] = ++calls[0] == 4 ? Double.POSITIVE_INFINITY : Math.tanh(y[0]);
    double[] y = {1};
    SolveReport report =
        new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-3))
            .integrator(1)
            .integrate(f, 0, 1, y, StepObserver.NONE)
            .orThrow();
    assertThat(report.rejected()).isPositive();
    // sinh y grows like e^t.
    assertThat(Math.sinh(y[0]))
        .isBetween(0.99 * Math.E * Math.sinh(1), 1.01 * Math.E * Math.sinh(1));
  }

  @Test
  void theLastStepIsNoSliver() {
    // Constant slope: the steps grow tenfold until the end cuts them.
    double[] shortest = {1};
    double[] longest = {0};
    StepObserver observer =
        (t, h, start, end) -> {
          if (t > 0.5) shortest[0] = Math.min(shortest[0], h);
          longest[0] = Math.max(longest[0], h);
        };
    for (double end = 0.9; end < 1.1; end += 0.001) {
      new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-9))
          .integrator(1)
          .integrate((t, y, dy) -> dy[0] = Math.cos(40 * t), 0, end, new double[1], observer)
          .orThrow();
    }
    assertThat(shortest[0]).isGreaterThan(longest[0] / 20);
  }

  @Test
  void tinyAndDistantIntervalsAreSolvedToTheirEnd() {
    for (double[] times :
        new double[][] {{0, 1e-300}, {1, Math.nextUp(1)}, {1e9, 1e9 + 1e-6}, {-1e-12, 1e-12}}) {
      SolveReport report =
          new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-5))
              .integrator(1)
              .integrate(
                  (t, y, dy) -> dy[0] = 1, times[0], times[1], new double[1], StepObserver.NONE)
              .orThrow();
      assertThat(report.t()).isEqualTo(times[1]);
    }
  }
}
