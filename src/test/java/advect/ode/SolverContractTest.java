package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.ode.Problems.Problem;
import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every solver owes its caller. */
class SolverContractTest {
  /** A solver, and how far from the solution it may end. */
  record Case(Solver solver, double allowed) {
    @Override
    public String toString() {
      return solver.describe();
    }
  }

  /**
   * A tolerance bounds what a step adds, not what has gathered at the end: that is a few tens of
   * tolerances on these problems (the orbit is the worst: its error grows with time squared), and
   * 200 are allowed. Fixed steps: the error is below C h^order with C = 50, as the fastest rate is
   * 3; rounding of 400 steps is below 1e-12.
   */
  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (ButcherTableau tableau : Tableaux.all()) {
      cases.add(stepped(tableau.name(), tableau.order()));
      if (tableau.estimatesError()) {
        cases.add(adaptive(tableau.name(), Math.pow(10, -1.5 * tableau.order())));
      }
    }
    for (CommonsMathMethod method : CommonsMathMethod.ALL) {
      cases.add(
          method.estimatesError() ? adaptive(method.name(), 1e-8) : stepped(method.name(), 4));
    }
    return cases;
  }

  private static Case stepped(String method, int order) {
    double h = 3.0 / 400;
    return new Case(
        SolverCatalog.solver(method, Steps.fixed(400)), 50 * Math.pow(h, order) + 1e-12);
  }

  private static Case adaptive(String method, double tolerance) {
    return new Case(SolverCatalog.solver(method, Steps.adaptive(tolerance)), 200 * tolerance);
  }

  static Stream<Arguments> everyCaseOnEveryProblem() {
    return cases().stream()
        .flatMap(c -> Problems.all().stream().map(problem -> Arguments.of(c, problem)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everyCaseOnEveryProblem")
  void solvesForwards(Case c, Problem problem) {
    double[] y = problem.exact().apply(0);
    SolveReport report = solve(c, problem.f(), 0, problem.end(), y).orThrow();
    assertThat(report.t()).isEqualTo(problem.end());
    assertThat(problem.error(problem.end(), y)).isLessThan(c.allowed());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everyCaseOnEveryProblem")
  void solvesBackwards(Case c, Problem problem) {
    double[] y = problem.exact().apply(problem.end());
    SolveReport report = solve(c, problem.f(), problem.end(), 0, y).orThrow();
    assertThat(report.t()).isEqualTo(0);
    // What decays forwards grows backwards: by e^3 at most here.
    assertThat(problem.error(0, y)).isLessThan(Math.exp(3) * c.allowed());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void observersSeeEveryStepOnceInOrderUpToTheEnd(Case c) {
    Problem problem = Problems.BELL;
    double[] y = problem.exact().apply(0);
    double[] last = {0, y[0]};
    int[] steps = {0};
    StepObserver observer =
        (t, h, start, end) -> {
          assertThat(t).isEqualTo(last[0], within(Math.ulp(2.0)));
          assertThat(start).containsExactly(last[1]);
          last[0] = t + h;
          last[1] = end[0];
          steps[0]++;
        };
    SolveReport report =
        c.solver().integrator(1).integrate(problem.f(), 0, problem.end(), y, observer).orThrow();
    assertThat(last[0]).isEqualTo(problem.end(), within(Math.ulp(2.0)));
    // The extrapolation method shows observers its interpolant, which rounds differently at the
    // end.
    assertThat(y[0]).isEqualTo(last[1], within(1e-14));
    assertThat(report.accepted()).isEqualTo(steps[0]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverEvaluatesOutsideTheInterval(Case c) {
    Problem problem = Problems.LOGISTIC;
    double[] y = problem.exact().apply(0);
    OdeSystem f =
        (t, z, dz) -> {
          // Commons Math adds its steps up, so its times may be off by rounding.
          assertThat(t).isBetween(-1e-12, problem.end() + 1e-12);
          problem.f().derivative(t, z, dz);
        };
    solve(c, f, 0, problem.end(), y).orThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsCountEvaluationsExactly(Case c) {
    Problem problem = Problems.SPIRAL;
    int[] evaluations = {0};
    OdeSystem f =
        (t, z, dz) -> {
          evaluations[0]++;
          problem.f().derivative(t, z, dz);
        };
    SolveReport report = solve(c, f, 0, problem.end(), problem.exact().apply(0)).orThrow();
    assertThat(report.evaluations()).isEqualTo(evaluations[0]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anIntegratorForgetsThePreviousSolve(Case c) {
    Problem problem = Problems.ORBIT;
    Integrator integrator = c.solver().integrator(4);
    double[] first = problem.exact().apply(0);
    double[] second = problem.exact().apply(0);
    integrator.integrate(problem.f(), 0, 2, first, StepObserver.NONE).orThrow();
    OdeSystem trap = (t, z, dz) -> Arrays.fill(dz, Double.NaN);
    integrator.integrate(trap, 0, 2, problem.exact().apply(0), StepObserver.NONE);
    integrator.integrate(problem.f(), 0, 2, second, StepObserver.NONE).orThrow();
    assertThat(second).containsExactly(first);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEmptyIntervalCostsNothing(Case c) {
    double[] y = {3};
    SolveReport report = solve(c, (t, z, dz) -> dz[0] = 1, 2, 2, y);
    assertThat(report).isEqualTo(new SolveReport(SolveStatus.REACHED_END, 2, 0, 0, 0, 0));
    assertThat(y).containsExactly(3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFieldThatIsNowhereFiniteIsNamedAsTheCause(Case c) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] y = {1, 2};
      SolveReport report = solve(c, (t, z, dz) -> dz[1] = value, 0, 1, y);
      assertThat(report.status()).isEqualTo(SolveStatus.NOT_FINITE);
      assertThat(report.t()).isZero();
      assertThat(y).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSolutionThatEntersNowhereEndsAtTheBorder(Case c) {
    double[] y = {0};
    double[] reached = {0, 0};
    OdeSystem insideUnitBall = (t, z, dz) -> dz[0] = Math.abs(z[0]) < 1 ? 1 : Double.NaN;
    SolveReport report =
        c.solver()
            .integrator(1)
            .integrate(
                insideUnitBall,
                0,
                3,
                y,
                (t, h, start, end) -> {
                  reached[0] = t + h;
                  reached[1] = end[0];
                });
    assertThat(report.status()).isEqualTo(SolveStatus.NOT_FINITE);
    assertThat(y).containsExactly(reached[1]);
    assertThat(report.t()).isEqualTo(reached[0], within(1e-12));
    assertThat(y[0]).isEqualTo(report.t(), within(1e-9)).isBetween(0.0, 1 + 3.0 / 400);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStateThatIsNotFiniteIsRefusedAtOnce(Case c) {
    double[] y = {Double.NaN};
    assertThat(solve(c, (t, z, dz) -> dz[0] = Math.cos(t), 0, 1, y).status())
        .isEqualTo(SolveStatus.NOT_FINITE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSolutionThatExplodesEndsInAVerdict(Case c) {
    // y' = y² from 1 is 1/(1 - t); fixed steps walk past the pole and overflow.
    double[] y = {1};
    SolveReport report = solve(c, (t, z, dz) -> dz[0] = z[0] * z[0], 0, 3, y);
    assertThat(report.status()).isNotEqualTo(SolveStatus.REACHED_END);
    assertThat(y[0]).isFinite();
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(SolveException.class)
        .hasMessageContaining(report.status().advice());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesArgumentsThatDoNotFit(Case c) {
    OdeSystem f = (t, z, dz) -> {};
    assertThatThrownBy(() -> solve(c, f, 0, Double.NaN, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times from 0.0 to NaN: expected finite numbers");
    Integrator integrator = c.solver().integrator(2);
    assertThatThrownBy(() -> integrator.integrate(f, 0, 1, new double[3], StepObserver.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state [3]: expected [2], the integrator's size");
    assertThatThrownBy(() -> c.solver().integrator(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an integrator for states [0]: expected at least [1]");
  }

  private static SolveReport solve(Case c, OdeSystem f, double t0, double t1, double[] y) {
    return c.solver().integrator(y.length).integrate(f, t0, t1, y, StepObserver.NONE);
  }
}
