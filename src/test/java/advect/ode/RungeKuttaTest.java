package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.ode.Problems.Problem;
import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderIntegrator;
import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.apache.commons.math3.ode.nonstiff.EulerIntegrator;
import org.apache.commons.math3.ode.nonstiff.MidpointIntegrator;
import org.apache.commons.math3.ode.nonstiff.ThreeEighthesIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RungeKuttaTest {
  @Test
  void oneStepOfEachClassicalMethodByHand() {
    // y' = t y from y(1) = 2 with h = 1/2:
    // Euler 2 + 1/2 · 2; midpoint 2 + 1/2 · 5/4 · (2 + 1/4 · 2);
    // Heun 2 + 1/4 (2 + 3/2 · 3).
    assertThat(oneStep(Tableaux.EULER)).isEqualTo(3);
    assertThat(oneStep(Tableaux.MIDPOINT)).isEqualTo(3.5625);
    assertThat(oneStep(Tableaux.HEUN)).isEqualTo(3.625);
  }

  private static double oneStep(ButcherTableau method) {
    double[] y = {2};
    new RungeKutta(method, Steps.fixed(1))
        .integrator(1)
        .integrate((t, z, dz) -> dz[0] = t * z[0], 1, 1.5, y, StepObserver.NONE)
        .orThrow();
    return y[0];
  }

  static Stream<Arguments> twins() {
    double h = 1.0 / 32;
    return Stream.of(
        Arguments.of(Tableaux.EULER, new EulerIntegrator(h)),
        Arguments.of(Tableaux.MIDPOINT, new MidpointIntegrator(h)),
        Arguments.of(Tableaux.RK4, new ClassicalRungeKuttaIntegrator(h)),
        Arguments.of(Tableaux.RK4_38, new ThreeEighthesIntegrator(h)));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void fixedStepsAreThoseOfCommonsMath(ButcherTableau method, FirstOrderIntegrator twin) {
    Problem problem = Problems.ORBIT;
    double[] ours = problem.exact().apply(0);
    double[] theirs = ours.clone();
    new RungeKutta(method, Steps.fixed(64))
        .integrator(4)
        .integrate(problem.f(), 0, 2, ours, StepObserver.NONE)
        .orThrow();
    new CommonsMathSolver("twin", () -> twin)
        .integrator(4)
        .integrate(problem.f(), 0, 2, theirs, StepObserver.NONE)
        .orThrow();
    // 64 steps of numbers near 1, every step a power of two long.
    assertThat(ours).containsExactly(theirs, within(1e-13));
  }

  @Test
  void theLastStageOfASolveIsEvaluatedAtExactlyTheEnd() {
    for (Steps steps : new Steps[] {Steps.fixed(7), Steps.adaptive(1e-4)}) {
      for (double end : new double[] {0.1, 0.7, 1.1, 2.3}) {
        List<Double> times = new ArrayList<>();
        new RungeKutta(Tableaux.DOPRI5, steps)
            .integrator(1)
            .integrate(
                (t, y, dy) -> {
                  times.add(t);
                  dy[0] = Math.cos(9 * t);
                },
                0.3,
                end,
                new double[1],
                StepObserver.NONE)
            .orThrow();
        assertThat(times.get(times.size() - 1)).isEqualTo(end);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fixedStepsCostTheirStages(ButcherTableau method) {
    SolveReport report =
        new RungeKutta(method, Steps.fixed(10))
            .integrator(1)
            .integrate(Problems.BELL.f(), 0, 2, new double[] {1}, StepObserver.NONE);
    int shared = method.firstSameAsLast() ? 1 : 0;
    assertThat(report)
        .isEqualTo(
            new SolveReport(
                SolveStatus.REACHED_END, 2, 0.2, 10, 0, shared + 10 * (method.stages() - shared)));
  }

  static List<ButcherTableau> methods() {
    return Tableaux.all();
  }

  @Test
  void aStepAllocatesNothing() {
    Steps tight = new Steps.Adaptive(Tolerance.of(1e-12), 100_000);
    // A solve allocates its report and its counter; the JVM may add a little of its own.
    assertThat(allocated(tight, 100) - allocated(tight, 0.01)).isLessThan(10_000);
    assertThat(allocated(Steps.fixed(10_000), 1) - allocated(Steps.fixed(1), 1)).isLessThan(10_000);
  }

  /** Bytes allocated by the second solve of an integrator. */
  private static long allocated(Steps steps, double end) {
    Integrator integrator = new RungeKutta(Tableaux.DOPRI5, steps).integrator(4);
    double[] y = Problems.ORBIT.exact().apply(0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    integrator.integrate(Problems.ORBIT.f(), 0, end, y, StepObserver.NONE).orThrow();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    integrator.integrate(Problems.ORBIT.f(), 0, end, y, StepObserver.NONE).orThrow();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void refusesAToleranceForAMethodThatCannotFollowOne() {
    assertThatThrownBy(() -> new RungeKutta(Tableaux.RK4, Steps.adaptive(1e-5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rk4 has no error estimate, so it cannot follow a tolerance: give it a number of steps,"
                + " or choose a method that estimates its error, such as dopri5");
  }
}
