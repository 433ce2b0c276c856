package advect.ode.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.ode.OdeSystem;
import advect.ode.RungeKutta;
import advect.ode.SolveReport;
import advect.ode.StepObserver;
import advect.ode.step.ErrorNorm;
import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row among others is solved as the ordinary integrator solves it alone, to the bit. */
class RowIntegratorTest {
  private static final int SIZE = 1;

  /** Absolute errors of a lone number are measured alike for rows and for solves. */
  private static final RowShape SHAPE = new RowShape(1, 0);

  /** Rows of every kind: row r is driven at its own speed. */
  private static final int ROWS = 101;

  private static OdeSystem alone(int row) {
    double speed = row % 7 == 0 ? 40 : 0.3 + row % 5;
    return (t, y, dy) -> {
      dy[0] = Math.cos(speed * t) * (1 - y[0]) - speed * Math.sin(y[0]);
      // Row 13 meets a wall that no step passes; row 26 is lost at once.
      if (row == 13 && t > 0.4) dy[0] = Double.NaN;
      if (row == 26) dy[0] = Double.POSITIVE_INFINITY;
    };
  }

  private static double[] start(int row) {
    Random random = new Random(row);
    double[] y = {random.nextGaussian()};
    if (row == 39) y[0] = Double.NaN;
    return y;
  }

  /** The systems of the rows in their seats, which notes how often it was asked. */
  private static final class Rows implements RowSystem {
    private final int[] of;
    private int[] seated = {};
    int evaluations;
    int seats;

    Rows(int[] of) {
      this.of = of;
    }

    @Override
    public void seat(int[] rows, int seats) {
      seated = rows.clone();
      this.seats = seats;
    }

    @Override
    public void derivative(double[] t, double[] y, double[] dydt) {
      evaluations += seats;
      assertThat(t).hasSize(seats);
      assertThat(y).hasSize(SIZE * seats);
      assertThat(dydt).hasSize(SIZE * seats);
      double[] state = new double[SIZE];
      double[] slope = new double[SIZE];
      for (int s = 0; s < seats; s++) {
        for (int i = 0; i < SIZE; i++) {
          state[i] = y[i * seats + s];
          assertThat(state[i]).as("a state, or an empty seat").isFinite();
        }
        if (seated[s] < 0) continue;
        alone(of[seated[s]]).derivative(t[s], state, slope);
        for (int i = 0; i < SIZE; i++) dydt[i * seats + s] = slope[i];
      }
    }
  }

  private static RowStates states(int[] rows) {
    RowStates states = new RowStates(SIZE, rows.length);
    for (int r = 0; r < rows.length; r++) {
      double[] y = start(rows[r]);
      for (int i = 0; i < SIZE; i++) states.y()[i * rows.length + r] = y[i];
    }
    return states;
  }

  private static RowStates solve(RungeKutta solver, int[] rows, int seats, double t0, double t1) {
    RowStates states = states(rows);
    RowIntegrator.of(solver, SHAPE, seats)
        .orElseThrow()
        .integrate(new Rows(rows), t0, t1, states, () -> false);
    return states;
  }

  static Stream<RungeKutta> solvers() {
    List<RungeKutta> solvers = new ArrayList<>();
    for (ButcherTableau tableau : Tableaux.all()) {
      solvers.add(new RungeKutta(tableau, Steps.fixed(7)));
      if (!tableau.estimatesError()) continue;
      solvers.add(new RungeKutta(tableau, new Steps.Adaptive(new Tolerance(0, 1e-4))));
      solvers.add(new RungeKutta(tableau, new Steps.Adaptive(new Tolerance(0, 1e-6), 30)));
    }
    return solvers.stream();
  }

  /** Of a number, whose zero has no sign. */
  private static long bits(double x) {
    return Double.doubleToLongBits(x + 0.0);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aRowHasTheBitsAndTheReportItHasAlone(RungeKutta solver) {
    int[] rows = IntStream.range(0, ROWS).toArray();
    for (double[] times : new double[][] {{0, 1}, {1, 0}, {0.5, 0.5}}) {
      RowStates together = solve(solver, rows, 16, times[0], times[1]);
      for (int r = 0; r < ROWS; r++) {
        double[] y = start(r);
        SolveReport report =
            solver.integrator(SIZE).integrate(alone(r), times[0], times[1], y, StepObserver.NONE);
        SolveReport found = together.reports()[r];
        assertThat(found.status()).as("row %d", r).isEqualTo(report.status());
        if (report.status() == SolveStatus.NOT_FINITE) continue; // given up sooner
        assertThat(found).as("row %d", r).isEqualTo(report);
        for (int i = 0; i < SIZE; i++) {
          assertThat(bits(together.y()[i * ROWS + r])).as("row %d", r).isEqualTo(bits(y[i]));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void companyOrderAndSeatsChangeNoBit(RungeKutta solver) {
    int[] all = IntStream.range(0, ROWS).toArray();
    RowStates expected = solve(solver, all, 64, 1, 0);
    int[] backwards = IntStream.range(0, ROWS).map(r -> ROWS - 1 - r).toArray();
    for (int seats : new int[] {1, 3, 8, 200}) {
      for (int[] rows : List.of(backwards, new int[] {5}, new int[] {7, 13, 7, 14})) {
        RowStates found = solve(solver, rows, seats, 1, 0);
        for (int r = 0; r < rows.length; r++) {
          assertThat(found.reports()[r]).isEqualTo(expected.reports()[rows[r]]);
          for (int i = 0; i < SIZE; i++) {
            assertThat(bits(found.y()[i * rows.length + r]))
                .isEqualTo(bits(expected.y()[i * ROWS + rows[r]]));
          }
        }
      }
    }
  }

  @Test
  void panelsStayFull() {
    int[] rows = IntStream.range(0, 2000).map(r -> r % 7 == 6 ? 1 : r % 7).toArray();
    Rows system = new Rows(rows);
    RowStates states = states(rows);
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6));
    RowIntegrator.of(solver, SHAPE, 32).orElseThrow().integrate(system, 0, 1, states, () -> false);
    long needed = Stream.of(states.reports()).mapToLong(SolveReport::evaluations).sum();
    // A sixteenth may wait for company, and the last rows thin out.
    assertThat((double) needed / system.evaluations).isGreaterThan(0.9);
  }

  @Test
  void stoppingKeepsWhatArrived() {
    int[] rows = IntStream.range(0, 50).toArray();
    RowStates states = states(rows);
    int[] asked = {0};
    RowIntegrator.of(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6)), SHAPE, 8)
        .orElseThrow()
        .integrate(new Rows(rows), 0, 1, states, () -> ++asked[0] > 200);
    List<SolveStatus> found = Stream.of(states.reports()).map(SolveReport::status).toList();
    assertThat(found).contains(SolveStatus.REACHED_END, SolveStatus.STOPPED);
    assertThat(found.get(49)).isEqualTo(SolveStatus.STOPPED);
  }

  @Test
  void aToleranceIsOfTheWholeRowAndAbsoluteForIntegrals() {
    Tolerance tolerance = new Tolerance(1e-3, 1e-2);
    ErrorNorm norm = new ErrorNorm(tolerance, 5);
    double[] error = {0.3, 0.04, 0.02};
    double[] y = {-100, 1, 1e6};
    // 0.3 of 1e-3 · 100, 0.04 of 0.01, and 0.02 of 0.01 in spite of its million.
    assertThat(norm.ofRow(error, y, y, 2, 1)).isEqualTo(Math.sqrt(3 * 3 + 4 * 4 + 2 * 2));
  }

  /** For systems whose seats must share their time, however few or many rows there are. */
  @Test
  void withEqualStepsAllSeatsAreAtOneTime() {
    for (int count : new int[] {1, 3, 5, 100}) {
      int[] rows = IntStream.range(0, count).toArray();
      RowSystem together =
          new RowSystem() {
            private final Rows of = new Rows(rows);

            @Override
            public void seat(int[] seated, int seats) {
              of.seat(seated, seats);
            }

            @Override
            public void derivative(double[] t, double[] y, double[] dydt) {
              for (double other : t) assertThat(other).isEqualTo(t[0]);
              of.derivative(t, y, dydt);
            }
          };
      RowStates states = states(rows);
      RowIntegrator.of(new RungeKutta(Tableaux.RK4, Steps.fixed(5)), SHAPE, 64)
          .orElseThrow()
          .integrate(together, 1, 0, states, () -> false);
      assertThat(states.reports()).doesNotContainNull();
    }
  }

  @Test
  void refusesWhatItCannotUse() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-6));
    assertThatThrownBy(() -> new RowShape(0, 1)).hasMessageContaining("rows of 0 states");
    RowIntegrator three = RowIntegrator.of(solver, SHAPE, 1).orElseThrow();
    assertThatThrownBy(
            () -> three.integrate(new Rows(new int[1]), 0, 1, new RowStates(2, 1), () -> true))
        .hasMessageContaining("rows of 2 numbers");
  }
}
