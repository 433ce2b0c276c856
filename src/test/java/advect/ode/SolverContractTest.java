package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;

import advect.ode.Problems.Problem;
import java.util.ArrayList;
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
   * Adaptive solvers: the tolerance bounds what a step adds, so the end is off by about the number
   * of steps times the tolerance (5,000 at most here, at order 2) in the worst case, and a few tens
   * of tolerances in practice; 100 is allowed. Fixed steps: the worst error constant times h^order
   * is below 50 (h)^order on these problems, whose fastest rate is 3.
   */
  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (ButcherTableau tableau : Tableaux.all()) {
      double h = 3.0 / 400;
      cases.add(
          new Case(
              new RungeKutta(tableau, Steps.fixed(400)),
              50 * Math.pow(h, tableau.order()) + 1e-12));
      if (tableau.estimatesError()) {
        double tolerance = Math.pow(10, -1.5 * tableau.order());
        cases.add(new Case(new RungeKutta(tableau, Steps.adaptive(tolerance)), 100 * tolerance));
      }
    }
    return cases;
  }

  static Stream<Arguments> everyCase() {
    return cases().stream()
        .flatMap(c -> Problems.all().stream().map(problem -> Arguments.of(c, problem)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everyCase")
  void solvesForwards(Case c, Problem problem) {
    double[] y = problem.exact().apply(0);
    SolveReport report = solve(c.solver(), problem.f(), 0, problem.end(), y);
    assertThat(report.t()).isEqualTo(problem.end());
    assertThat(problem.error(problem.end(), y)).isLessThan(c.allowed());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everyCase")
  void solvesBackwards(Case c, Problem problem) {
    double[] y = problem.exact().apply(problem.end());
    SolveReport report = solve(c.solver(), problem.f(), problem.end(), 0, y);
    assertThat(report.t()).isEqualTo(0);
    // Backwards, decaying problems grow: e^3 at most here.
    assertThat(problem.error(0, y)).isLessThan(Math.exp(3) * c.allowed());
  }

  private static SolveReport solve(Solver solver, OdeSystem f, double t0, double t1, double[] y) {
    return solver.integrator(y.length).integrate(f, t0, t1, y, StepObserver.NONE).orThrow();
  }
}
