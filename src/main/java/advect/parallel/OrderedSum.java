package advect.parallel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A sum of vectors taken in order of their index, whatever order they arrive in, so that threads
 * cannot change its rounding.
 *
 * <p>A vector that arrives early waits; memory is one vector for each that waits or is being
 * filled.
 */
public final class OrderedSum {
  private final double[] total;
  private final Deque<double[]> free = new ArrayDeque<>();
  private final Map<Integer, double[]> waiting = new HashMap<>();
  private int next;

  /** A sum that is written into {@code total}. */
  public OrderedSum(double[] total) {
    this.total = total;
  }

  /** Sets the sum to zero and expects index 0 next. */
  public synchronized void clear() {
    Arrays.fill(total, 0);
    free.addAll(waiting.values());
    waiting.clear();
    next = 0;
  }

  /** A vector of zeros to fill and give back. */
  public synchronized double[] borrow() {
    double[] vector = free.poll();
    if (vector == null) return new double[total.length];
    Arrays.fill(vector, 0);
    return vector;
  }

  /** Adds a borrowed vector as soon as all before it have been added. */
  public synchronized void add(int index, double[] vector) {
    waiting.put(index, vector);
    for (double[] v; (v = waiting.remove(next)) != null; next++) {
      for (int i = 0; i < total.length; i++) total[i] += v[i];
      free.push(v);
    }
  }
}
