package advect.ode.rows;

/**
 * Right-hand side of dy/dt = F(t, y; row) for many rows, none of which knows of the others.
 *
 * <p>What it computes for a seat must depend on that seat's time, state and row alone, to the bit:
 * not on the number of the seat, on the other seats, or on how many there are.
 */
public interface RowSystem {
  /**
   * Tells which rows are evaluated from now on.
   *
   * @param rows the row in each seat; −1 for an empty seat, whose numbers are of no use but finite;
   *     read only, valid during the call
   * @param seats how many seats there are, in {@code rows} and in every panel from now on
   */
  void seat(int[] rows, int seats);

  /**
   * Writes F for every seat.
   *
   * @param t the time of each seat, {@code [seats]}, read only
   * @param y states {@code [size][seats]}, read only
   * @param dydt {@code [size][seats]}, overwritten
   */
  void derivative(double[] t, double[] y, double[] dydt);
}
