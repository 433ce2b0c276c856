package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Costs outside of the error norm are carried along and steer nothing. */
class ControlledSizeTest {
  private static final double END = 2;

  /** A pendulum, and two costs that would ask for far smaller steps. */
  private static final OdeSystem PENDULUM =
      (t, y, dydt) -> {
        dydt[0] = y[1];
        dydt[1] = -Math.sin(y[0]);
        if (y.length > 2) {
          dydt[2] = 10 * Math.cos(40 * t);
          dydt[3] = 1e3 * y[0];
        }
      };

  static Stream<ButcherTableau> adaptive() {
    return Tableaux.all().stream().filter(ButcherTableau::estimatesError);
  }

  /** Where steps began, how long they were, and where the solve ended. */
  private static List<Double> solve(Integrator integrator, double[] y) {
    List<Double> steps = new ArrayList<>();
    StepObserver observer =
        (t, h, start, end) -> {
          steps.add(t);
          steps.add(h);
        };
    SolveReport report = integrator.integrate(PENDULUM, 0, END, y, observer).orThrow();
    steps.add((double) report.rejected());
    steps.add((double) report.evaluations());
    return steps;
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void stepsAndStateDoNotDependOnWhatIsNotControlled(ButcherTableau method) {
    RungeKutta solver = new RungeKutta(method, Steps.adaptive(1e-5));
    double[] alone = {1, 0.5};
    double[] carried = {1, 0.5, 7, 0};
    List<Double> expected = solve(solver.integrator(2), alone);
    assertThat(solve(solver.integrator(4, 2), carried)).isEqualTo(expected);
    assertThat(Arrays.copyOf(carried, 2)).containsExactly(alone);
    double[] steering = {1, 0.5, 7, 0};
    assertThat(solve(solver.integrator(4), steering)).hasSizeGreaterThan(expected.size());
  }

  /** ∫ y dt is found by the same method from another state; steps of a solve agree with it. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void whatIsNotControlledIsIntegratedAllTheSame(ButcherTableau method) {
    double[] tight = {1, 0.5, 0, 0};
    new RungeKutta(Tableaux.DOPRI8, Steps.adaptive(1e-12))
        .integrator(4)
        .integrate(PENDULUM, 0, END, tight, StepObserver.NONE)
        .orThrow();
    double[] carried = {1, 0.5, 0, 0};
    Integrator integrator = new RungeKutta(method, Steps.adaptive(1e-8)).integrator(4, 2);
    integrator.integrate(PENDULUM, 0, END, carried, StepObserver.NONE).orThrow();
    // 1e3 times an integral whose integrand is exact to some 200 tolerances (SolverContractTest).
    assertThat(carried[3]).isCloseTo(tight[3], within(1e3 * END * 200 * 1e-8));
  }

  @Test
  void allNumbersMayBeControlledByEverySolver() {
    for (String name : List.of("dopri5", "gragg-bulirsch-stoer")) {
      Solver solver = SolverCatalog.solver(name, Steps.adaptive(1e-6));
      double[] one = {1, 0.5};
      double[] two = {1, 0.5};
      assertThat(solve(solver.integrator(2, 2), one)).isEqualTo(solve(solver.integrator(2), two));
      assertThat(one).containsExactly(two);
    }
  }

  @Test
  void blackBoxesRefuseWhatTheyCannotLeaveOut() {
    Solver solver = SolverCatalog.solver("dormand-prince853", Steps.adaptive(1e-6));
    assertThatThrownBy(() -> solver.integrator(4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("dormand-prince853, tolerance 1e-06 has one error norm for all 4")
        .hasMessageContaining("dopri5");
  }

  @Test
  void someNumberIsControlled() {
    Solver solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6));
    assertThatThrownBy(() -> solver.integrator(4, 0))
        .hasMessage("error norm of 0 numbers: expected 1 to 4, the size");
    assertThatThrownBy(() -> solver.integrator(4, 5))
        .hasMessage("error norm of 5 numbers: expected 1 to 4, the size");
  }
}
