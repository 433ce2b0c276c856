package advect.gradient;

import advect.ode.StepObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The accepted steps of a solve: t, h and z at the start of each. Memory is kept for the next. */
final class Checkpoints implements StepObserver {
  private final int stateSize;
  private final List<double[]> states = new ArrayList<>();
  private double[] times = new double[16];
  private double[] steps = new double[16];
  private int count;

  Checkpoints(int stateSize) {
    this.stateSize = stateSize;
  }

  void clear() {
    count = 0;
  }

  @Override
  public void accepted(double t, double h, double[] start, double[] end) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    if (count == states.size()) states.add(new double[stateSize]);
    System.arraycopy(start, 0, states.get(count), 0, stateSize);
    times[count] = t;
    steps[count] = h;
    count++;
  }

  int count() {
    return count;
  }

  double time(int step) {
    return times[step];
  }

  double size(int step) {
    return steps[step];
  }

  double[] state(int step) {
    return states.get(step);
  }
}
