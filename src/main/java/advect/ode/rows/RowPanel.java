package advect.ode.rows;

import java.util.Arrays;

/**
 * The numbers of the rows in all seats: states, stages and what combines them, as panels {@code
 * [size][seats]}, so that loops over seats run along memory.
 *
 * <p>Stages that a seat has not come to have weight zero. They are finite all the same, since 0 ·
 * NaN is NaN: {@link #clearStages}.
 */
final class RowPanel {
  /** The stage of a seat without a row. */
  private static final int EMPTY = -1;

  private final int size;

  /** y of each row at the start of its step. */
  private final double[] y;

  /** Stage derivatives, {@code [stages][size][seats]}. */
  private final double[][] k;

  /** weights[j][seat]: what k_j adds to the point to evaluate. */
  private final double[][] weights;

  private double[] time;
  private double[] at;
  private double[] slope;
  private final int[] stage;
  private final boolean[] finite;
  private int seats;

  RowPanel(int size, int stages, int seats) {
    this.size = size;
    this.seats = seats;
    y = new double[size * seats];
    k = new double[stages][size * seats];
    weights = new double[stages][seats];
    time = new double[seats];
    at = new double[size * seats];
    slope = new double[size * seats];
    stage = new int[seats];
    finite = new boolean[seats];
  }

  /** Sets the number of seats, which loses their contents. */
  void open(int seats) {
    this.seats = seats;
    time = new double[seats];
    at = new double[size * seats];
    slope = new double[size * seats];
    Arrays.fill(y, 0);
    Arrays.fill(stage, EMPTY);
    for (double[] stages : k) Arrays.fill(stages, 0);
    for (double[] weight : weights) Arrays.fill(weight, 0);
  }

  /**
   * Goes on with fewer seats.
   *
   * @param from the seats that stay, in their order: number {@code from[s]} becomes number s
   * @param count how many they are; further seats are empty
   */
  void shrink(int[] from, int count, int fewer) {
    pack(y, from, count, fewer);
    for (double[] stages : k) pack(stages, from, count, fewer);
    for (int s = 0; s < count; s++) {
      time[s] = time[from[s]];
      stage[s] = stage[from[s]];
      for (double[] weight : weights) weight[s] = weight[from[s]];
    }
    seats = fewer;
    time = Arrays.copyOf(time, fewer);
    at = new double[size * fewer];
    slope = new double[size * fewer];
    for (int s = count; s < fewer; s++) leave(s);
  }

  /** Number by number and seat by seat, so that nothing is overwritten before it was read. */
  private void pack(double[] panel, int[] from, int count, int fewer) {
    for (int i = 0; i < size; i++) {
      for (int s = 0; s < count; s++) panel[i * fewer + s] = panel[i * seats + from[s]];
    }
  }

  /** Seats a row: its state, with all stages zero. */
  void enter(int seat, double[] states, int rows, int row) {
    for (int i = 0; i < size; i++) {
      y[i * seats + seat] = states[i * rows + row] + 0.0; // no -0, so that adding 0 changes nothing
    }
    clearStages(seat, 0);
  }

  /** Empties a seat, whose numbers stay finite. */
  void leave(int seat) {
    for (int i = 0; i < size; i++) y[i * seats + seat] = 0;
    clearStages(seat, 0);
    plan(seat, EMPTY, 0);
  }

  /** Sets the stages of a seat to zero, from number {@code first} on. */
  void clearStages(int seat, int first) {
    for (int j = first; j < k.length; j++) {
      for (int i = 0; i < size; i++) k[j][i * seats + seat] = 0;
    }
  }

  /**
   * Plans to evaluate F at (t, y + Σ weight k) as this stage of a seat. Weights of stages before it
   * stay as they are, to be set by {@link #weigh}; those from it on are zero.
   */
  void plan(int seat, int stage, double t) {
    time[seat] = t;
    for (int j = Math.max(0, stage); j <= this.stage[seat]; j++) weights[j][seat] = 0;
    this.stage[seat] = stage;
  }

  /** Gives k_j a weight in what was planned for a seat. */
  void weigh(int seat, int j, double weight) {
    weights[j][seat] = weight;
  }

  /** Evaluates what every seat has planned. */
  void evaluate(RowSystem f) {
    combine();
    fillTimes();
    f.derivative(time, at, slope);
    Arrays.fill(finite, true);
    for (int i = 0, c = 0; i < size; i++) {
      for (int s = 0; s < seats; s++, c++) {
        if (stage[s] == EMPTY) continue;
        double value = slope[c];
        k[stage[s]][c] = value;
        if (!(Math.abs(value) <= Double.MAX_VALUE)) finite[s] = false;
      }
    }
  }

  /** Empty seats are where another is in time, for systems whose seats share theirs. */
  private void fillTimes() {
    int under = 0;
    while (stage[under] == EMPTY) under++;
    for (int s = 0; s < seats; s++) {
      if (stage[s] == EMPTY) time[s] = time[under];
    }
  }

  /** at = y + Σ weight k. */
  private void combine() {
    int used = 0;
    for (int s = 0; s < seats; s++) used = Math.max(used, stage[s]);
    System.arraycopy(y, 0, at, 0, size * seats);
    for (int j = 0; j < used; j++) {
      for (int i = 0; i < size; i++) addProducts(weights[j], k[j], at, i * seats, seats);
    }
  }

  private static void addProducts(double[] w, double[] k, double[] out, int from, int count) {
    for (int s = 0; s < count; s++) out[from + s] += w[s] * k[from + s];
  }

  /** Whether the last evaluation of a seat was finite. */
  boolean isFinite(int seat) {
    return finite[seat];
  }

  /** Reads y of a seat. */
  void readState(int seat, double[] out) {
    for (int i = 0; i < size; i++) out[i] = y[i * seats + seat];
  }

  /** Reads the point at which a seat was evaluated last. */
  void readPoint(int seat, double[] out) {
    for (int i = 0; i < size; i++) out[i] = at[i * seats + seat];
  }

  /** Reads k_j of a seat. */
  void readStage(int seat, int j, double[] out) {
    for (int i = 0; i < size; i++) out[i] = k[j][i * seats + seat];
  }

  /** out += h Σ w_j k_j of a seat. */
  void addStages(int seat, double h, double[] w, double[] out) {
    for (int j = 0; j < w.length; j++) {
      if (w[j] == 0) continue;
      double weight = h * w[j];
      for (int i = 0; i < size; i++) out[i] += weight * k[j][i * seats + seat];
    }
  }

  /** Sets y of a seat. */
  void writeState(int seat, double[] from) {
    for (int i = 0; i < size; i++) y[i * seats + seat] = from[i];
  }

  /** Makes k_j of a seat its k_0. */
  void makeFirst(int seat, int j) {
    for (int i = 0; i < size; i++) k[0][i * seats + seat] = k[j][i * seats + seat];
  }
}
