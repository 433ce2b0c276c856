package advect.latent;

import advect.gradient.DifferentiableSolve;
import advect.gradient.DifferentiableSystem;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import advect.ode.Outputs;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import java.util.Arrays;

/** The solution through a state at time 0, at times on both sides of it. */
final class Trajectory {
  private final DifferentiableSolve after;
  private final DifferentiableSolve before;
  private Outputs future = Outputs.none();
  private Outputs past = Outputs.none();

  Trajectory(GradientMethod method, DifferentiableSystem system) {
    after = method.on(system);
    before = method.on(system);
  }

  /**
   * Solves to the first and the last time.
   *
   * @param times ascending, each once
   * @param z the state at 0, read only
   */
  SolveReport forward(double[] times, double[] z, FirstSteps first) {
    int split = (int) Arrays.stream(times).filter(t -> t < 0).count();
    double[] backwards = new double[split];
    for (int i = 0; i < split; i++) backwards[i] = times[split - 1 - i];
    past = new Outputs(backwards, z.length);
    future = new Outputs(Arrays.copyOfRange(times, split, times.length), z.length);
    SolveReport report = forward(after, future, z, first);
    if (split == 0 || report.status() != SolveStatus.REACHED_END) return report;
    FirstSteps same = new FirstSteps(first.forward(), first.backward());
    return report.then(forward(before, past, z, future.count() == 0 ? first : same));
  }

  private static SolveReport forward(
      DifferentiableSolve solve, Outputs outputs, double[] z, FirstSteps first) {
    double end = outputs.count() == 0 ? 0 : outputs.time(outputs.count() - 1);
    return solve.forward(0, end, z.clone(), outputs, first);
  }

  /** The number of times. */
  int count() {
    return past.count() + future.count();
  }

  /** The state at the i-th time; read only. */
  double[] state(int i) {
    int split = past.count();
    return i < split ? past.state(split - 1 - i) : future.state(i - split);
  }

  /**
   * The reverse of the last {@link #forward}.
   *
   * @param bars cotangents of the states at all times
   * @param zbar overwritten with that of the state at 0
   * @param thetaBar updated
   */
  SolveReport backward(double[][] bars, double[] zbar, double[] thetaBar) {
    int split = past.count();
    double[][] pastBars = new double[split][];
    for (int i = 0; i < split; i++) pastBars[i] = bars[split - 1 - i];
    Arrays.fill(zbar, 0);
    SolveReport report =
        after.backward(zbar, Arrays.copyOfRange(bars, split, bars.length), thetaBar);
    if (split == 0 || report.status() != SolveStatus.REACHED_END) return report;
    double[] pastBar = new double[zbar.length];
    SolveReport back = before.backward(pastBar, pastBars, thetaBar);
    for (int i = 0; i < zbar.length; i++) zbar[i] += pastBar[i];
    return report.then(back);
  }
}
