package advect.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.ode.RungeKutta;
import advect.ode.SolveReport;
import advect.ode.Solver;
import advect.ode.SolverChoice;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import org.junit.jupiter.api.Test;

/** Adjoints of a rotation by angle θ T, whose gradients are known in closed form. */
class AdjointTest {
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-12));

  @Test
  void gradientsOfARotationAreClosedForms() {
    SolverChoice gbs = new SolverChoice("gragg-bulirsch-stoer", 1e-12, null, null);
    SolverChoice dop853 = new SolverChoice("dormand-prince853", 1e-12, null, null);
    for (Solver blackBox : new Solver[] {gbs.solver(), dop853.solver()}) {
      check(new ContinuousAdjoint(blackBox), 0, 2);
      check(new ContinuousAdjoint(blackBox), 1.5, -0.5);
    }
    for (GradientMethod method :
        new GradientMethod[] {new ContinuousAdjoint(TIGHT), new CheckpointedAdjoint(TIGHT)}) {
      check(method, 0, 2);
      check(method, 1.5, -0.5);
    }
  }

  /** L = z₀(t1) from z = (1, 0): L = cos φ with φ = t1 - t0, ∂L/∂z(t0) = (cos φ, -sin φ). */
  private static void check(GradientMethod method, double t0, double t1) {
    double angle = t1 - t0;
    DifferentiableSolve solve = method.on(new Rotation(2));
    double[] y = {1, 0};
    solve.forward(t0, t1, y).orThrow();
    assertThat(y[0]).isCloseTo(Math.cos(angle), within(1e-10));
    double[] ybar = {1, 0};
    double[] thetaBar = {10};
    solve.backward(ybar, thetaBar).orThrow();
    assertThat(ybar)
        .containsExactly(new double[] {Math.cos(angle), -Math.sin(angle)}, within(1e-10));
    // ∂L/∂θ = -sin(θ φ) φ, added to what was there.
    assertThat(thetaBar[0]).isCloseTo(10 - Math.sin(angle) * angle, within(1e-10));
  }

  @Test
  void checkpointsAreReusedBetweenSolves() {
    DifferentiableSolve solve =
        new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(50))).on(new Rotation(2));
    for (int repeat = 0; repeat < 3; repeat++) {
      double[] y = {1, 0};
      solve.forward(0, 2, y);
      double[] thetaBar = new double[1];
      SolveReport report = solve.backward(new double[] {1, 0}, thetaBar);
      assertThat(report.accepted()).isEqualTo(50);
      assertThat(report.evaluations()).isEqualTo(200);
      // RK4 at h = 0.04 is within h⁴ of exact.
      assertThat(thetaBar[0]).isCloseTo(-2 * Math.sin(2), within(1e-5));
    }
  }

  /** The gradient of the computed solution, not of the exact one: differences of coarse Euler. */
  @Test
  void checkpointedAdjointIsExactForCoarseSteps() {
    DifferentiableSolve solve =
        new CheckpointedAdjoint(new RungeKutta(Tableaux.EULER, Steps.fixed(3))).on(new Rotation(2));
    double[] y = {0.3, -0.7};
    solve.forward(0, 1, y);
    double[] ybar = {1, 2};
    double[] thetaBar = new double[1];
    solve.backward(ybar, thetaBar);
    // z' = (I + S/3)³ z, so the gradient in z is the transpose of the same matrix.
    double[] expected = {1, 2};
    for (int i = 0; i < 3; i++) {
      expected = new double[] {expected[0] + expected[1] / 3, expected[1] - expected[0] / 3};
    }
    assertThat(ybar).containsExactly(expected, within(1e-15));
  }

  /**
   * A solve that begins where the last one would have liked to saves the search: one evaluation.
   */
  @Test
  void aRememberedFirstStepSavesAnEvaluation() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6));
    for (GradientMethod method :
        new GradientMethod[] {new ContinuousAdjoint(solver), new CheckpointedAdjoint(solver)}) {
      DifferentiableSolve solve = method.on(new Rotation(2));
      FirstSteps memory = new FirstSteps();
      SolveReport first = solve.forward(0, 2, new double[] {1, 0}, memory);
      SolveReport forgotten = solve.forward(0, 2, new double[] {1, 0}, memory);
      assertThat(forgotten).isEqualTo(first);
      memory.remember();
      double[] y = {1, 0};
      SolveReport second = solve.forward(0, 2, y, memory);
      int steps = second.accepted() + second.rejected();
      assertThat(second.evaluations()).isEqualTo(1 + 6 * steps);
      assertThat(first.evaluations()).isEqualTo(2 + 6 * (first.accepted() + first.rejected()));
      assertThat(y[0]).isCloseTo(Math.cos(2), within(1e-5));
      // A rotation looks the same everywhere: the first step suits, so none is rejected.
      assertThat(second.rejected()).isZero();
    }
  }
}
