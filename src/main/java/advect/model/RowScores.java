package advect.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a model makes of rows, row by row. Arrays are handed out as they are.
 *
 * <p>Threads: belongs to one thread.
 */
public final class RowScores {
  private final double[] logDensity;
  private final double[] error;
  private final double[] spread;
  private final RowStatus[] statuses;
  private final String[] reasons;

  RowScores(int rows, boolean withErrors, boolean withSpread) {
    logDensity = new double[rows];
    error = new double[withErrors ? rows : 0];
    spread = new double[withSpread ? rows : 0];
    statuses = new RowStatus[rows];
    reasons = new String[rows];
    Arrays.fill(logDensity, Double.NaN);
    Arrays.fill(error, Double.NaN);
    Arrays.fill(spread, Double.NaN);
    Arrays.fill(statuses, RowStatus.ARRIVED);
    Arrays.fill(reasons, "");
  }

  /** log p of every row, in nats and in the units of its columns; NaN where there is none. */
  public double[] logDensity() {
    return logDensity;
  }

  /** How far each log p may be from that of the exact model, in nats; empty if nobody asked. */
  public double[] error() {
    return error;
  }

  /**
   * How far the members of an ensemble are apart at each row: the standard deviation of their log
   * p, in nats; empty if the model is a single flow.
   */
  public double[] spread() {
    return spread;
  }

  /** Whether a row has a log p, and if not, why. */
  public RowStatus status(int row) {
    return statuses[row];
  }

  /** The same in words, with column or place; empty for a row that has one. */
  public String reason(int row) {
    return reasons[row];
  }

  /** How many rows there are. */
  public int count() {
    return statuses.length;
  }

  /** Numbers of the rows without a log p, from 0. */
  public int[] failed() {
    return IntStream.range(0, count()).filter(row -> statuses[row] != RowStatus.ARRIVED).toArray();
  }

  /** Says why a row has no log p. */
  public void refuse(int row, RowStatus status, String reason) {
    logDensity[row] = Double.NaN;
    statuses[row] = status;
    reasons[row] = reason;
  }
}
