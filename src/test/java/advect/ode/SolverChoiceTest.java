package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solvers as people name them, and what they read when they name them wrongly. */
class SolverChoiceTest {
  @Test
  void describesAsAPersonWouldWrite() {
    assertThat(choose("dopri5", 1e-5, null, null)).isEqualTo("dopri5, tolerance 1e-05");
    assertThat(choose("tsit5", 2.5e-7, null, null)).isEqualTo("tsit5, tolerance 2.5e-07");
    assertThat(choose("rk4", null, 20, null)).isEqualTo("rk4, 20 steps");
    assertThat(choose("euler", null, 1, null)).isEqualTo("euler, 1 step");
    assertThat(choose("gragg-bulirsch-stoer", 1e-8, null, null))
        .isEqualTo("gragg-bulirsch-stoer, tolerance 1e-08");
    assertThat(choose("gill", null, 40, null)).isEqualTo("gill, 40 steps");
    assertThat(
            new RungeKutta(Tableaux.BOSH3, new Steps.Adaptive(new Tolerance(0, 1e-9))).describe())
        .isEqualTo("bosh3, rtol 0e00, atol 1e-09");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodCanBeChosenByItsName(String method) {
    boolean adaptive = SolverCatalog.entry(method).estimatesError();
    assertThat(choose(method, adaptive ? 1e-4 : null, adaptive ? null : 7, null))
        .startsWith(method);
  }

  static Iterable<String> methods() {
    return SolverCatalog.methods();
  }

  @Test
  void aToleranceNotSaidIsTheDefault() {
    assertThat(choose("dopri5", null, null, null)).isEqualTo("dopri5, " + Tolerance.DEFAULT);
  }

  @Test
  void theLimitOnStepsReachesTheMethod() {
    Solver solver = new SolverChoice("dopri5", 1e-9, null, 3).solver();
    assertThat(solver)
        .isEqualTo(new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(Tolerance.of(1e-9), 3)));
    SolveReport black =
        new SolverChoice("dormand-prince54", 1e-9, null, 3)
            .solver()
            .integrator(1)
            .integrate(Problems.BELL.f(), 0, 2, new double[] {1}, StepObserver.NONE);
    assertThat(black.status()).isEqualTo(SolveStatus.STEPS_EXHAUSTED);
    assertThat(black.evaluations()).isEqualTo(60);
  }

  @Test
  void anUnknownNameGetsTheChoices() {
    assertThatThrownBy(() -> choose("dorpi5", null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown solver \"dorpi5\"; the choices are ")
        .hasMessageEndingWith(String.join(", ", SolverCatalog.methods()));
  }

  @Test
  void wrongSettingsGetASentence() {
    assertRefused("rk4", null, null, null, "rk4 takes equal steps: say how many, for example");
    assertRefused("rk4", 1e-5, null, null, "rk4 has no error estimate, so it cannot follow a");
    assertRefused("gill", 1e-5, null, null, "gill has no error estimate, so it cannot follow a");
    assertRefused("adams-moulton", null, 20, null, "adams-moulton chooses its own steps: give it");
    assertRefused("dopri5", -1.0, null, null, "tolerance -1.0: expected a number that is positive");
    assertRefused("dopri5", 0.0, null, null, "tolerance 0.0: expected a number that is positive");
    assertRefused("dopri5", Double.NaN, null, null, "tolerance NaN: expected a number that is");
    assertRefused("dopri5", null, 0, null, "0 steps: expected at least 1, say 20");
    assertRefused("dopri5", 1e-5, 4, null, "steps 4 and tolerance 1.0E-5 exclude each other");
    assertRefused("dopri5", null, 4, 9, "steps 4 and a limit of 9 steps: only adaptive steps");
    assertRefused("dopri5", null, null, 0, "a limit of 0 steps: expected at least 1, say 10000");
    assertThatThrownBy(() -> new Tolerance(Double.POSITIVE_INFINITY, 1))
        .hasMessage("relative tolerance Infinity: expected a number that is zero or positive");
    assertThatThrownBy(() -> new Tolerance(1e-3, 0))
        .hasMessage("absolute tolerance 0.0: expected a number that is positive");
  }

  private static String choose(
      String method,
      @Nullable Double tolerance,
      @Nullable Integer steps,
      @Nullable Integer maxSteps) {
    return new SolverChoice(method, tolerance, steps, maxSteps).solver().describe();
  }

  private static void assertRefused(
      String method,
      @Nullable Double tolerance,
      @Nullable Integer steps,
      @Nullable Integer maxSteps,
      String message) {
    assertThatThrownBy(() -> choose(method, tolerance, steps, maxSteps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
