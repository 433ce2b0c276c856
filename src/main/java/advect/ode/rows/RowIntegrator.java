package advect.ode.rows;

import advect.ode.RungeKutta;
import advect.ode.SolveReport;
import advect.ode.Solver;
import advect.ode.step.SolveStatus;
import advect.ode.step.Steps;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Solves dy/dt = F(t, y; row) for many rows by an explicit Runge-Kutta method, each row with steps
 * of its own.
 *
 * <p>A row takes the steps, and has the bits, that it would take alone; no other row, nor their
 * number or order, changes them. With equal steps they are those of {@link RungeKutta}; steps that
 * follow a tolerance keep the Euclidean size of a row's error below it ({@link
 * advect.ode.step.Tolerance}).
 *
 * <p>Cost: the evaluations of each row, of which a panel of {@code seats} is done at once; seats
 * are empty for a while between refills (a sixteenth at most) and at the end of the rows. Memory:
 * {@code stages + 4} panels; an evaluation allocates nothing.
 *
 * <p>Threads: belongs to one thread.
 */
public final class RowIntegrator {
  /** A panel this narrow is not worth shrinking: kernels work on so many samples at once. */
  private static final int FEWEST_SEATS = 4;

  private final RungeKutta solver;
  private final int size;
  private final int mostSeats;
  private final RowMethod method;
  private final RowPanel panel;

  private RowIntegrator(RungeKutta solver, RowShape shape, int seats) {
    if (seats < 1) throw new IllegalArgumentException("%d seats: expected 1".formatted(seats));
    this.solver = solver;
    size = shape.size();
    mostSeats = seats;
    method = new RowMethod(solver, shape);
    panel = new RowPanel(size, Math.max(2, method.last + 1), seats);
  }

  /**
   * An integrator of rows by this solver.
   *
   * @param shape what a row's numbers are
   * @param seats rows that are evaluated at once, at most
   * @return empty for a method that comes as a black box, which keeps its steps to itself
   */
  public static Optional<RowIntegrator> of(Solver solver, RowShape shape, int seats) {
    return solver instanceof RungeKutta rungeKutta
        ? Optional.of(new RowIntegrator(rungeKutta, shape, seats))
        : Optional.empty();
  }

  /** Whether all seats of an evaluation are at one time, as with equal steps. */
  public boolean keepsRowsTogether() {
    return solver.steps() instanceof Steps.Fixed;
  }

  /**
   * Solves all rows from t0 to t1, either of which may be the larger.
   *
   * @param states in: states at t0; out: states at t1 and reports
   * @param stop asked before every evaluation; once true, rows that have not arrived are given up
   *     as {@link advect.ode.step.SolveStatus#STOPPED}
   */
  public void integrate(RowSystem f, double t0, double t1, RowStates states, BooleanSupplier stop) {
    if (!Double.isFinite(t0) || !Double.isFinite(t1) || states.size() != size) {
      throw new IllegalArgumentException(
          "times from %s to %s and rows of %d numbers: expected finite times and %d numbers"
              .formatted(t0, t1, states.size(), size));
    }
    new Run(f, t0, t1, states).run(stop);
  }

  /** One call. */
  private final class Run {
    private final RowSystem f;
    private final double t0;
    private final RowStates states;
    private final RowSeat[] places;
    private final int[] rows;
    private int seats;
    private int active;
    private int next;

    Run(RowSystem f, double t0, double t1, RowStates states) {
      this.f = f;
      this.t0 = t0;
      this.states = states;
      seats = mostSeats;
      while (seats / 2 >= Math.max(FEWEST_SEATS, states.rows())) seats /= 2;
      places = new RowSeat[seats];
      Arrays.setAll(places, s -> new RowSeat(method, t1));
      rows = new int[seats];
      Arrays.fill(rows, -1);
    }

    void run(BooleanSupplier stop) {
      panel.open(seats);
      while (fill()) {
        if (stop.getAsBoolean()) {
          stopAll();
          return;
        }
        panel.evaluate(f);
        for (int s = 0; s < seats; s++) {
          if (places[s].isEmpty()) continue;
          places[s].advance(panel, s);
          if (places[s].verdict() != null) leave(s);
        }
      }
    }

    /**
     * Seats waiting rows, or shrinks the panel when none wait.
     *
     * @return whether any row is under way
     */
    private boolean fill() {
      boolean changed = next < states.rows() ? seatWaiting() : shrink();
      if (changed) f.seat(rows, seats);
      return active > 0;
    }

    /**
     * Rows are seated a few at a time, since that costs some systems an evaluation of a part; and
     * with equal steps all at once, so that they stay at one time.
     */
    private boolean seatWaiting() {
      int free = seats - active;
      int enough = keepsRowsTogether() ? seats : Math.max(1, seats / 16);
      if (free < enough && active > 0) return false;
      for (int s = 0; s < seats; s++) {
        while (places[s].isEmpty() && next < states.rows()) enter(s, next++);
      }
      return true;
    }

    private void enter(int seat, int row) {
      panel.enter(seat, states.y(), states.rows(), row);
      places[seat].enter(row, t0, panel, seat);
      rows[seat] = row;
      active++;
      if (places[seat].verdict() != null) leave(seat);
    }

    private void leave(int seat) {
      RowSeat place = places[seat];
      int row = place.row();
      states.reports()[row] = place.report();
      panel.readState(seat, method.end);
      for (int i = 0; i < size; i++) states.y()[i * states.rows() + row] = method.end[i];
      panel.leave(seat);
      place.leave();
      rows[seat] = -1;
      active--;
    }

    /** Halves the panel while half of it is empty. */
    private boolean shrink() {
      int fewer = seats;
      while (fewer / 2 >= Math.max(FEWEST_SEATS, active)) fewer /= 2;
      if (fewer == seats || active == 0) return false;
      int[] from = IntStream.range(0, seats).filter(s -> !places[s].isEmpty()).toArray();
      panel.shrink(from, active, fewer);
      for (int s = 0; s < fewer; s++) {
        if (s < active) swap(s, from[s]);
        rows[s] = places[s].row();
      }
      seats = fewer;
      return true;
    }

    private void swap(int one, int other) {
      RowSeat place = places[one];
      places[one] = places[other];
      places[other] = place;
    }

    private void stopAll() {
      for (int s = 0; s < seats; s++) {
        if (places[s].isEmpty()) continue;
        places[s].stop();
        leave(s);
      }
      for (; next < states.rows(); next++) {
        states.reports()[next] = new SolveReport(SolveStatus.STOPPED, t0, 0, 0, 0, 0);
      }
    }
  }
}
