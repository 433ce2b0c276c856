package advect.plot.data;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Trajectories of single points, all seen at the same times.
 *
 * <p>Threads: immutable; safe to share as long as nobody writes to the matrices.
 */
public final class Paths {
  /** No trajectory at all. */
  public static final Paths NONE = new Paths(new double[] {0}, List.of());

  private final double[] times;
  private final List<DMatrixRMaj> states;

  private Paths(double[] times, List<DMatrixRMaj> states) {
    this.times = times;
    this.states = List.copyOf(states);
  }

  /**
   * Paths through the given states.
   *
   * @param times increasing, as many as there are matrices
   * @param states for each time the points, {@code [n][2]}, a row per path; read only
   */
  public static Paths of(double[] times, List<DMatrixRMaj> states) {
    if (times.length != states.size() || times.length == 0) {
      throw new IllegalArgumentException(
          "paths need a state for each time: %d times, %d states"
              .formatted(times.length, states.size()));
    }
    for (DMatrixRMaj state : states) {
      if (state.numCols != 2 || state.numRows != states.get(0).numRows) {
        throw new IllegalArgumentException(
            "paths: expected states [%d][2], got [%d][%d]"
                .formatted(states.get(0).numRows, state.numRows, state.numCols));
      }
    }
    return new Paths(times.clone(), states);
  }

  /** The number of paths. */
  public int count() {
    return states.isEmpty() ? 0 : states.get(0).numRows;
  }

  /** The number of times. */
  public int length() {
    return states.size();
  }

  /** The k-th time. */
  public double time(int k) {
    return times[k];
  }

  /** Coordinate c (0 or 1) of a path at the k-th time. */
  public double at(int path, int k, int c) {
    return states.get(k).get(path, c);
  }

  /** All points at time t, linear between the times at hand: {@code [n][2]}. */
  public DMatrixRMaj points(double t) {
    int last = length() - 1;
    int k = 0;
    while (k < last - 1 && times[k + 1] < t) k++;
    int next = Math.min(k + 1, last);
    double gap = times[next] - times[k];
    double share = gap > 0 ? Math.min(Math.max((t - times[k]) / gap, 0), 1) : 0;
    DMatrixRMaj points = new DMatrixRMaj(count(), 2);
    for (int i = 0; i < count(); i++) {
      for (int c = 0; c < 2; c++) {
        points.set(i, c, (1 - share) * at(i, k, c) + share * at(i, next, c));
      }
    }
    return points;
  }
}
