package advect.ode;

import advect.ode.tableau.HermiteWeights;
import java.util.Locale;

/**
 * The states of a solve at chosen times, which no step has to end at: a polynomial of the step
 * around each time is evaluated there ({@link HermiteWeights}).
 *
 * <p>Times follow the direction of the solve, each once, none outside of it; there may be none.
 * Filled by a solve, overwritten by the next.
 *
 * <p>Accuracy: with steps of size h that of the solve or O(h⁵), whichever is less, for dopri5 and
 * tsit5, and O(h⁴) for other methods; black boxes have interpolants of their own. Cost: six
 * multiplications of states an output, and for methods that do not evaluate the end of a step one
 * evaluation a solve at most, since otherwise it is that of the next step.
 *
 * <p>Threads: belongs to one thread.
 */
public final class Outputs {
  private final double[] times;
  private final double[][] states;
  private final int[] steps;
  private final double[] places;
  private int filled;
  private double direction;

  /**
   * Outputs at these times of states of this size.
   *
   * @param times read only, copied
   */
  public Outputs(double[] times, int size) {
    this.times = times.clone();
    states = new double[times.length][size];
    steps = new int[times.length];
    places = new double[times.length];
  }

  /** No output. */
  public static Outputs none() {
    return new Outputs(new double[0], 0);
  }

  /** The number of times. */
  public int count() {
    return times.length;
  }

  /** The i-th time. */
  public double time(int i) {
    return times[i];
  }

  /** The state at the i-th time; belongs to this object, read only. */
  public double[] state(int i) {
    return states[i];
  }

  /** The accepted step around the i-th time, counted from 0. */
  public int step(int i) {
    return steps[i];
  }

  /** Where the i-th time lies in its step: 0 at the start, 1 at the end. */
  public double place(int i) {
    return places[i];
  }

  /** Prepares a solve and fills what is asked for at its start. */
  void begin(double t0, double t1, double[] y) {
    direction = Math.signum(t1 - t0);
    check(t0, t1, y.length);
    filled = 0;
    if (times.length > 0 && times[0] == t0) fill(0, 0, y);
  }

  /** Whether an output lies in a step that ends there. */
  boolean isDue(double end) {
    return filled < times.length && (end - times[filled]) * direction >= 0;
  }

  /** The time of the next output. */
  double nextTime() {
    return times[filled];
  }

  /** Memory for the next output. */
  double[] nextState() {
    return states[filled];
  }

  /** Notes that {@link #nextState} has been written. */
  void filled(int step, double place) {
    steps[filled] = step;
    places[filled] = place;
    filled++;
  }

  /** Fills the next output with a state at the start or the end of a step. */
  void fill(int step, double place, double[] y) {
    System.arraycopy(y, 0, nextState(), 0, y.length);
    filled(step, place);
  }

  private void check(double t0, double t1, int size) {
    for (int i = 0; i < times.length; i++) {
      if (states[i].length != size) {
        throw bad("outputs [%d]: expected [%d], the size of the state", states[i].length, size);
      }
      double t = times[i];
      if (!((t - t0) * (t1 - t) >= 0) || (t0 == t1 && t != t0)) {
        throw bad(
            "output time %s (number %d) is outside of the solve from %s to %s: solve further, or"
                + " leave it out",
            t, i + 1, t0, t1);
      }
      if (i > 0 && !((t - times[i - 1]) * direction > 0)) {
        throw bad(
            "output time %s (number %d) follows %s in a solve from %s to %s: give each time once,"
                + " in the order of the solve",
            t, i + 1, times[i - 1], t0, t1);
      }
    }
  }

  private static IllegalArgumentException bad(String message, Object... args) {
    return new IllegalArgumentException(String.format(Locale.ROOT, message, args));
  }
}
