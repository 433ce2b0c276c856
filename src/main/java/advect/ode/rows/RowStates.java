package advect.ode.rows;

import advect.ode.SolveReport;

/**
 * Rows before and after their solves: states {@code [size][rows]}, and what each solve did.
 *
 * <p>Threads: belongs to one thread.
 */
public final class RowStates {
  private final int size;
  private final double[] y;
  private final SolveReport[] reports;

  /**
   * States of zeros.
   *
   * @param size numbers of a state
   */
  public RowStates(int size, int rows) {
    this.size = size;
    y = new double[size * rows];
    reports = new SolveReport[rows];
  }

  /** How many rows there are. */
  public int rows() {
    return reports.length;
  }

  /** Numbers of a state. */
  public int size() {
    return size;
  }

  /**
   * States {@code [size][rows]}: in: at the start, out: at the end; of a row that did not arrive,
   * the last accepted state. Handed out as they are.
   */
  public double[] y() {
    return y;
  }

  /** What the solve of each row did, {@code [rows]}; handed out as they are. */
  public SolveReport[] reports() {
    return reports;
  }
}
