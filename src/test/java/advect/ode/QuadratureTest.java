package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integrals along the solution, against closed forms and against a plain augmented state. */
class QuadratureTest {
  /**
   * A solution with a pulse: y' = -y + 40 exp(-200 (t - 1)²). The long steps before the pulse are
   * too long for it, which forces rejections.
   */
  private static final OdeSystem PULSE =
      (t, y, dy) -> dy[0] = -y[0] + 40 * Math.exp(-200 * (t - 1) * (t - 1));

  /** ∫ y² dt and ∫ t y dt, from whatever point the system was evaluated at last. */
  private static final class Moments implements Quadrature {
    private final OdeSystem f;
    private final double[] pending = new double[2];
    private double lastTime = Double.NaN;
    private double lastState = Double.NaN;
    private int accumulated;

    Moments(OdeSystem f) {
      this.f = f;
    }

    OdeSystem system() {
      return (t, y, dy) -> {
        lastTime = t;
        lastState = y[0];
        f.derivative(t, y, dy);
      };
    }

    /** The same integrals as two more components of the state. */
    OdeSystem augmented() {
      double[] slope = new double[1];
      return (t, y, dy) -> {
        f.derivative(t, y, slope);
        dy[0] = slope[0];
        dy[1] = y[0] * y[0];
        dy[2] = t * y[0];
      };
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public void accumulate(double weight) {
      accumulated++;
      pending[0] += weight * lastState * lastState;
      pending[1] += weight * lastTime * lastState;
    }

    @Override
    public void drain(double[] total) {
      for (int i = 0; i < 2; i++) total[i] += pending[i];
      discard();
    }

    @Override
    public void discard() {
      pending[0] = 0;
      pending[1] = 0;
    }
  }

  static List<SolverContractTest.Case> cases() {
    return SolverContractTest.cases();
  }

  static Stream<ButcherTableau> adaptiveMethods() {
    return Tableaux.all().stream().filter(ButcherTableau::estimatesError);
  }

  static List<ButcherTableau> methods() {
    return Tableaux.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void integralsAlongADecayAreThoseOfTheClosedForm(SolverContractTest.Case c) {
    Moments moments = new Moments(Problems.DECAY.f());
    for (double[] times : new double[][] {{0, 2}, {2, 0}}) {
      double[] y = {Math.exp(-times[0])};
      double[] total = {5, 0};
      c.solver()
          .integrator(1)
          .integrate(moments.system(), moments, times[0], times[1], y, total)
          .orThrow();
      double sign = Math.signum(times[1] - times[0]);
      // ∫ e^(-2t) = (1 - e^(-4)) / 2 and ∫ t e^(-t) = 1 - 3 e^(-2) from 0 to 2; 5 was there before.
      double allowed = Math.exp(3) * c.allowed();
      assertThat(total[0]).isCloseTo(5 + sign * (1 - Math.exp(-4)) / 2, within(allowed));
      assertThat(total[1]).isCloseTo(sign * (1 - 3 * Math.exp(-2)), within(allowed));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fixedStepsGiveWhatAnAugmentedStateGives(ButcherTableau method) {
    Moments moments = new Moments(PULSE);
    Solver solver = new RungeKutta(method, Steps.fixed(100));
    double[] y = {1};
    double[] total = new double[2];
    SolveReport report =
        solver.integrator(1).integrate(moments.system(), moments, 0, 2, y, total).orThrow();
    double[] z = {1, 0, 0};
    SolveReport plain =
        solver.integrator(3).integrate(moments.augmented(), 0, 2, z, StepObserver.NONE).orThrow();
    // The same sums in another order; 100 steps of numbers near 1.
    assertThat(new double[] {y[0], total[0], total[1]}).containsExactly(z, within(1e-13));
    assertThat(report).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("adaptiveMethods")
  void rejectedStepsLeaveNothingBehind(ButcherTableau method) {
    Moments moments = new Moments(PULSE);
    Solver solver = new RungeKutta(method, Steps.adaptive(1e-4));
    double[] y = {1};
    double[] total = new double[2];
    SolveReport report =
        solver.integrator(1).integrate(moments.system(), moments, 0, 2, y, total).orThrow();
    assertThat(report.rejected()).isPositive();

    // The same steps, one after another, on the augmented state.
    double[] z = {1, 0, 0};
    Integrator oneStep = new RungeKutta(method, Steps.fixed(1)).integrator(3);
    StepObserver repeat =
        (t, h, start, end) ->
            oneStep.integrate(moments.augmented(), t, t + h, z, StepObserver.NONE).orThrow();
    SolveReport plain = solver.integrator(1).integrate(PULSE, 0, 2, new double[] {1}, repeat);
    assertThat(report.accepted()).as("same steps").isEqualTo(plain.accepted());
    assertThat(new double[] {y[0], total[0], total[1]}).containsExactly(z, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("adaptiveMethods")
  void theFirstStageIsEvaluatedAgainOnlyWhereItWasForgotten(ButcherTableau method) {
    Moments moments = new Moments(PULSE);
    Integrator integrator = new RungeKutta(method, Steps.adaptive(1e-4)).integrator(1);
    SolveReport plain =
        integrator.integrate(moments.system(), 0, 2, new double[] {1}, StepObserver.NONE);
    SolveReport with =
        integrator.integrate(moments.system(), moments, 0, 2, new double[] {1}, new double[2]);
    int attempts = plain.accepted() + plain.rejected();
    int firstStages = method.firstSameAsLast() ? 1 : plain.accepted();
    assertThat(plain.evaluations())
        .as("first stages, one probe, the other stages")
        .isEqualTo(firstStages + 1 + attempts * (method.stages() - 1));
    assertThat(with.evaluations())
        .as("again after the probe and after each rejection")
        .isEqualTo(plain.evaluations() + 1 + plain.rejected());
  }

  @Test
  void stagesWithoutWeightCostNothing() {
    // dopri5 has weights for five of its seven stages.
    Moments moments = new Moments(PULSE);
    new RungeKutta(Tableaux.DOPRI5, Steps.fixed(10))
        .integrator(1)
        .integrate(moments.system(), moments, 0, 2, new double[] {1}, new double[2]);
    assertThat(moments.accumulated).isEqualTo(50);
  }

  @Test
  void aQuadratureNeverChoosesTheSteps() {
    Moments moments = new Moments(PULSE);
    Integrator integrator = new RungeKutta(Tableaux.TSIT5, Steps.adaptive(1e-6)).integrator(1);
    double[] plain = {1};
    double[] with = {1};
    integrator.integrate(PULSE, 0, 2, plain, StepObserver.NONE);
    integrator.integrate(moments.system(), moments, 0, 2, with, new double[2]);
    assertThat(with).containsExactly(plain);
  }
}
