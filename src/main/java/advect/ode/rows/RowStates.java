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
  private final double[] errors;

  /**
   * States of zeros.
   *
   * @param size numbers of a state
   * @param withErrors whether {@link #error} is kept
   */
  public RowStates(int size, int rows, boolean withErrors) {
    this.size = size;
    y = new double[size * rows];
    reports = new SolveReport[rows];
    errors = new double[withErrors ? y.length : 0];
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

  /** Whether {@link #error} is kept. */
  public boolean hasErrors() {
    return errors.length > 0;
  }

  /** Σ over accepted steps of the size of the estimated error of number {@code i} of a row. */
  public double error(int i, int row) {
    return errors[i * rows() + row];
  }

  void addError(int i, int row, double size) {
    errors[i * rows() + row] += size;
  }
}
