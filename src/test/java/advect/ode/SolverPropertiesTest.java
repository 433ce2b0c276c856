package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for all linear systems y' = A y + b cos t in three dimensions, |A_ij| ≤ 1. */
class SolverPropertiesTest {
  private static final double TOLERANCE = 1e-9;

  @Provide
  Arbitrary<double[]> matrices() {
    return Arbitraries.doubles().between(-1, 1).array(double[].class).ofSize(9);
  }

  @Provide
  Arbitrary<double[]> vectors() {
    return Arbitraries.doubles().between(-1, 1).array(double[].class).ofSize(3);
  }

  @Provide
  Arbitrary<Solver> solvers() {
    return Arbitraries.of(
        new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(TOLERANCE)),
        new RungeKutta(Tableaux.TSIT5, Steps.adaptive(TOLERANCE)),
        new RungeKutta(Tableaux.DOPRI8, Steps.adaptive(TOLERANCE)),
        SolverCatalog.solver("dormand-prince853", Steps.adaptive(TOLERANCE)),
        SolverCatalog.solver("gragg-bulirsch-stoer", Steps.adaptive(TOLERANCE)),
        SolverCatalog.solver("adams-moulton", Steps.adaptive(TOLERANCE)));
  }

  /**
   * Errors grow at most like e^(3t), so to e^3 ≈ 20 times the sum of at most 50 step errors of
   * {@code TOLERANCE} (1 + |y|), |y| ≤ e^3.
   */
  private static final double ALLOWED = 20 * 50 * 20 * TOLERANCE;

  @Property(tries = 60)
  void solutionsAreMatrixExponentials(
      @ForAll("solvers") Solver solver,
      @ForAll("matrices") double[] a,
      @ForAll("vectors") double[] start) {
    double[] y = start.clone();
    solve(solver, (t, z, dz) -> multiply(a, z, dz), 0, 1, y);
    assertThat(y).containsExactly(exponential(a, start), within(ALLOWED));
  }

  @Property(tries = 60)
  void thereAndBackIsWhereItBegan(
      @ForAll("solvers") Solver solver,
      @ForAll("matrices") double[] a,
      @ForAll("vectors") double[] b,
      @ForAll("vectors") double[] start) {
    double[] y = start.clone();
    solve(solver, forced(a, b), 0, 1, y);
    solve(solver, forced(a, b), 1, 0, y);
    assertThat(y).containsExactly(start, within(20 * ALLOWED));
  }

  @Property(tries = 60)
  void backwardsIsForwardsInReversedTime(
      @ForAll("matrices") double[] a,
      @ForAll("vectors") double[] b,
      @ForAll("vectors") double[] start,
      @ForAll @IntRange(min = 1, max = 40) int steps) {
    Solver solver = new RungeKutta(Tableaux.DOPRI5, Steps.fixed(steps));
    OdeSystem f = forced(a, b);
    double[] backwards = start.clone();
    double[] forwards = start.clone();
    solve(solver, f, 1, 0, backwards);
    solve(
        solver,
        (s, z, dz) -> {
          f.derivative(1 - s, z, dz);
          for (int i = 0; i < dz.length; i++) dz[i] = -dz[i];
        },
        0,
        1,
        forwards);
    // The same arithmetic but for the rounding of 1 - s, amplified by e^3.
    assertThat(backwards).containsExactly(forwards, within(1e-13));
  }

  @Property(tries = 60)
  void aShiftOfTimeChangesNothing(
      @ForAll("matrices") double[] a,
      @ForAll("vectors") double[] b,
      @ForAll("vectors") double[] start,
      @ForAll @DoubleRange(min = -10, max = 10) double shift) {
    Solver solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6));
    OdeSystem f = forced(a, b);
    double[] here = start.clone();
    double[] there = start.clone();
    solve(solver, f, 0, 1, here);
    solve(solver, (t, z, dz) -> f.derivative(t - shift, z, dz), shift, 1 + shift, there);
    // Times near 10 round by 1e-15, which moves the choice of steps, and the answer, a little.
    assertThat(here).containsExactly(there, within(1e-10));
  }

  private static void solve(Solver solver, OdeSystem f, double t0, double t1, double[] y) {
    solver.integrator(y.length).integrate(f, t0, t1, y, StepObserver.NONE).orThrow();
  }

  private static OdeSystem forced(double[] a, double[] b) {
    return (t, y, dy) -> {
      multiply(a, y, dy);
      for (int i = 0; i < 3; i++) dy[i] += b[i] * Math.cos(t);
    };
  }

  private static void multiply(double[] a, double[] x, double[] out) {
    for (int i = 0; i < 3; i++) {
      out[i] = a[3 * i] * x[0] + a[3 * i + 1] * x[1] + a[3 * i + 2] * x[2];
    }
  }

  /** e^A x by its series; |A| ≤ 3, so term 40 is below 3^40 / 40! < 1e-28. */
  private static double[] exponential(double[] a, double[] x) {
    double[] sum = x.clone();
    double[] term = x.clone();
    double[] next = new double[3];
    for (int n = 1; n <= 40; n++) {
      multiply(a, term, next);
      for (int i = 0; i < 3; i++) {
        term[i] = next[i] / n;
        sum[i] += term[i];
      }
    }
    return Arrays.copyOf(sum, 3);
  }
}
