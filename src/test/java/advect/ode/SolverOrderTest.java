package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.ode.Problems.Problem;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.nonstiff.HighamHall54Integrator;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The error at the end shrinks like h^order, while it is neither coarse nor rounding. */
class SolverOrderTest {
  /** How fast a deviation from the circle grows. */
  private static final double RATE = 0.23;

  /**
   * A point on the unit circle, from which deviations grow: y' = Jy + λ (y − c(t)).
   *
   * <p>Double precision leaves a method of order 8 few steps between a coarse error and rounding.
   * The growth, e^4.6 ≈ 100 over 20 time units, lifts the errors of small steps, where the leading
   * term rules, above rounding.
   */
  private static Problem unstableCircle(double end) {
    return new Problem(
        "unstable circle",
        (t, y, dy) -> {
          dy[0] = -y[1] + RATE * (y[0] - Math.cos(t));
          dy[1] = y[0] + RATE * (y[1] - Math.sin(t));
        },
        t -> new double[] {Math.cos(t), Math.sin(t)},
        end);
  }

  private static Arguments method(String name, int order, IntFunction<Solver> withSteps) {
    return Arguments.of(name, order, withSteps);
  }

  private static Arguments named(String name, int order) {
    return method(name, order, n -> SolverCatalog.solver(name, Steps.fixed(n)));
  }

  /** A method of Commons Math held to one step size: any error is accepted, no step may differ. */
  private static Arguments held(
      String name, int order, CommonsMathMethod.AdaptiveMethod.Make make) {
    return method(
        name,
        order,
        n ->
            new CommonsMathSolver(
                name,
                (t0, t1) -> {
                  double h = Math.abs(t1 - t0) / n;
                  return make.integrator(h * (1 - 1e-9), h * (1 + 1e-9), 1e10, 0);
                },
                Integer.MAX_VALUE));
  }

  static Stream<Arguments> methods() {
    return Stream.concat(
        Tableaux.all().stream().map(m -> named(m.name(), m.order())),
        Stream.of(
            named("gill", 4),
            named("luther", 6),
            named("three-eighths", 4),
            named("classical-rk4", 4),
            held("dormand-prince54", 5, DormandPrince54Integrator::new),
            held("highham-hall", 5, HighamHall54Integrator::new),
            held("dormand-prince853", 8, DormandPrince853Integrator::new)));
  }

  @ParameterizedTest(name = "{0}: order {1}")
  @MethodSource("methods")
  void errorShrinksAtTheStatedOrder(String name, int order, IntFunction<Solver> withSteps) {
    // Order 1 would need 10^6 steps to the end; it is measured where the growth has hardly begun.
    Problem problem = unstableCircle(order == 1 ? 1 : 20);
    SimpleRegression line = new SimpleRegression();
    double before = Double.POSITIVE_INFINITY;
    for (int n = 8; n <= 1 << 16; n += n / 2) {
      double error = errorWith(withSteps.apply(n), problem);
      // Commons Math adds its steps up, and their rounding drifts past 1e-11 for the longest
      // solves.
      if (error < 1e-11 || (before < 1e-9 && error > before / 2)) break;
      if (error <= 1e-3) line.addData(Math.log(1.0 / n), Math.log(error));
      before = error;
    }
    assertThat(line.getN()).as("points on the line").isGreaterThanOrEqualTo(5);
    assertThat(line.getSlope()).as(name).isCloseTo(order, within(0.15));
  }

  private static double errorWith(Solver solver, Problem problem) {
    double[] y = problem.exact().apply(0);
    solver
        .integrator(y.length)
        .integrate(problem.f(), 0, problem.end(), y, StepObserver.NONE)
        .orThrow();
    return problem.error(problem.end(), y);
  }
}
