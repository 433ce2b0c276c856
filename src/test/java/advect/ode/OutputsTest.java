package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.ode.Problems.Problem;
import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States at chosen times inside of steps. */
class OutputsTest {
  /** Unequal places, so that no step has the same ones as another. */
  private static final double[] TIMES =
      DoubleStream.iterate(0.013, t -> t < 1.99, t -> t + 0.0219).toArray();

  static List<ButcherTableau> methods() {
    return Tableaux.all();
  }

  /**
   * The cubic is off by O(h⁴), the quartic by O(h⁵), the states at the ends of steps by O(h^order).
   * Each halving of h changes the slope of the line by a term O(h), which 0.35 leaves room for: it
   * tells a cubic from a quartic.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void errorInsideOfStepsShrinksAtTheStatedOrder(ButcherTableau method) {
    boolean quartic = method.quartic(0) != 0;
    int order = Math.min(method.order(), quartic ? 5 : 4);
    SimpleRegression line = new SimpleRegression();
    for (int n = 32; n <= 256; n *= 2) {
      double error = errorOf(new RungeKutta(method, Steps.fixed(n)), Problems.SPIRAL);
      line.addData(Math.log(1.0 / n), Math.log(error));
    }
    assertThat(line.getSlope()).isCloseTo(order, within(0.35));
  }

  private static double errorOf(Solver solver, Problem problem) {
    Outputs outputs = new Outputs(TIMES, problem.size());
    double[] y = problem.exact().apply(0);
    solver
        .integrator(y.length)
        .integrate(problem.f(), 0, problem.end(), y, StepObserver.NONE, outputs)
        .orThrow();
    double worst = 0;
    for (int i = 0; i < outputs.count(); i++) {
      worst = Math.max(worst, problem.error(outputs.time(i), outputs.state(i)));
    }
    return worst;
  }

  /** Within a step the quartic of a 5(4) pair is about as good as the step: ten tolerances. */
  @Test
  void outputsOfAdaptiveStepsFollowTheTolerance() {
    for (ButcherTableau method : List.of(Tableaux.DOPRI5, Tableaux.TSIT5)) {
      double error = errorOf(new RungeKutta(method, Steps.adaptive(1e-8)), Problems.ORBIT);
      assertThat(error).isBetween(1e-12, 1e-6);
    }
  }

  @Test
  void blackBoxesTellOutputsToo() {
    for (String name : List.of("dormand-prince853", "gragg-bulirsch-stoer", "adams-moulton")) {
      if (!SolverCatalog.methods().contains(name)) continue;
      Solver solver = new SolverChoice(name, 1e-9, null, null).solver();
      assertThat(errorOf(solver, Problems.ORBIT)).as(name).isLessThan(1e-6);
    }
  }

  @Test
  void askingForOutputsChangesNeitherStepsNorEnd() {
    for (ButcherTableau method : Tableaux.all()) {
      if (!method.estimatesError()) continue;
      Integrator integrator = new RungeKutta(method, Steps.adaptive(1e-6)).integrator(4);
      double[] plain = Problems.ORBIT.exact().apply(0);
      double[] with = plain.clone();
      SolveReport a = integrator.integrate(Problems.ORBIT.f(), 0, 3, plain, StepObserver.NONE);
      Outputs outputs = new Outputs(TIMES, 4);
      SolveReport b =
          integrator.integrate(Problems.ORBIT.f(), 0, 3, with, StepObserver.NONE, outputs);
      assertThat(with).containsExactly(plain);
      assertThat(b.accepted()).isEqualTo(a.accepted());
      // The end of a step is the next one's start, so only that of the last can be one more.
      assertThat(b.evaluations() - a.evaluations()).isBetween(0, 1);
    }
  }

  /** Start and end are themselves, to the bit; backwards in time as well as forwards. */
  @Test
  void endsAreExactInBothDirections() {
    for (double t1 : new double[] {2, -2}) {
      Outputs outputs = new Outputs(new double[] {0, t1 / 2, t1}, 2);
      double[] y = {1, 0};
      OdeSystem turn =
          (t, z, f) -> {
            f[0] = -z[1];
            f[1] = z[0];
          };
      new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10))
          .integrator(2)
          .integrate(turn, 0, t1, y, StepObserver.NONE, outputs)
          .orThrow();
      assertThat(outputs.state(0)).containsExactly(1, 0);
      assertThat(outputs.state(1)[0]).isCloseTo(Math.cos(1), within(1e-8));
      assertThat(outputs.state(1)[1]).isCloseTo(Math.sin(t1 / 2), within(1e-8));
      assertThat(outputs.state(2)).containsExactly(y);
    }
  }

  @Test
  void noOutputAndNoTimeAtAllAreFine() {
    Integrator integrator = new RungeKutta(Tableaux.RK4, Steps.fixed(3)).integrator(1);
    double[] y = {1};
    integrator.integrate(
        Problems.DECAY.f(), 0, 1, y, StepObserver.NONE, new Outputs(new double[0], 1));
    assertThat(y[0]).isCloseTo(Math.exp(-1), within(1e-3));
    Outputs at = new Outputs(new double[] {1}, 1);
    integrator.integrate(Problems.DECAY.f(), 1, 1, y, StepObserver.NONE, at).orThrow();
    assertThat(at.state(0)).containsExactly(y);
  }

  @Test
  void timesOutOfOrderOrOutOfTheSolveAreRefused() {
    refused("output time 2.5 (number 2) is outside of the solve from 0.0 to 2.0", 1, 2.5);
    refused("output time -0.5 (number 1) is outside of the solve", -0.5, 1);
    refused("output time NaN (number 1) is outside of the solve", Double.NaN);
    refused("output time 0.5 (number 2) follows 1.0 in a solve from 0.0 to 2.0", 1, 0.5);
    refused("output time 1.0 (number 2) follows 1.0", 1, 1);
  }

  private static void refused(String message, double... times) {
    for (Solver solver :
        List.of(
            new RungeKutta(Tableaux.RK4, Steps.fixed(4)),
            new SolverChoice("dormand-prince853", 1e-6, null, null).solver())) {
      assertThatThrownBy(
              () ->
                  solver
                      .integrator(1)
                      .integrate(
                          Problems.DECAY.f(),
                          0,
                          2,
                          new double[] {1},
                          StepObserver.NONE,
                          new Outputs(times, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }
}
