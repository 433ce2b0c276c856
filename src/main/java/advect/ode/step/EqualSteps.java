package advect.ode.step;

import org.jspecify.annotations.Nullable;

/** A fixed number of equal steps: accepts whatever is finite. */
final class EqualSteps implements StepController {
  private final int count;
  private double t0;
  private double t1;
  private double end;
  private int done;
  private boolean failed;

  EqualSteps(int count) {
    this.count = count;
  }

  @Override
  public @Nullable ErrorNorm norm() {
    return null;
  }

  @Override
  public void begin(double t0, double t1, double first) {
    this.t0 = t0;
    this.t1 = t1;
    done = 0;
    failed = false;
  }

  @Override
  public void plan(double t) {
    end = done + 1 == count ? t1 : t0 + (done + 1) * h();
  }

  @Override
  public double h() {
    return (t1 - t0) / count;
  }

  @Override
  public double end() {
    return end;
  }

  @Override
  public boolean accepts(double error) {
    done++;
    return true;
  }

  @Override
  public void notFinite() {
    failed = true;
  }

  @Override
  public @Nullable SolveStatus obstacle() {
    return failed ? SolveStatus.NOT_FINITE : null;
  }
}
