package advect.gradient;

import advect.ode.OdeSystem;
import advect.ode.StepObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * What a solve leaves for its reverse: t, h and z at the start of each accepted step and, for as
 * many steps from the first on as memory allows, the evaluations of its stages.
 *
 * <p>It is the system that is solved: each stage of the step under way has an evaluation of its
 * own, which an accepted step takes with it. Memory is kept for the next solve.
 */
final class Tape implements OdeSystem, StepObserver {
  private final DifferentiableSystem system;
  private final boolean firstSameAsLast;
  private final int keptAtMost;
  private final DifferentiableSystem.Evaluation[] current;
  private final List<Step> steps = new ArrayList<>();
  private final List<DifferentiableSystem.Evaluation[]> kept = new ArrayList<>();
  private int count;
  private double t1;

  /**
   * @param stages evaluations that a step's reverse needs
   */
  Tape(CheckpointedAdjoint method, DifferentiableSystem system, int stages) {
    this.system = system;
    firstSameAsLast = method.solver().tableau().firstSameAsLast();
    long stepBytes = Math.max(1, stages * system.evaluationBytes());
    keptAtMost = (int) Math.min(Integer.MAX_VALUE, method.activationBytes() / stepBytes);
    current = evaluations(method.solver().tableau().stages());
  }

  private DifferentiableSystem.Evaluation[] evaluations(int number) {
    var evaluations = new DifferentiableSystem.Evaluation[number];
    for (int i = 0; i < number; i++) evaluations[i] = system.evaluation();
    return evaluations;
  }

  /** Prepares a solve that ends at t1. */
  void begin(double t1) {
    this.t1 = t1;
    count = 0;
  }

  @Override
  public void derivative(double t, double[] y, double[] dydt) {
    current[0].forward(t, y, dydt);
  }

  @Override
  public void derivative(int stage, double t, double[] y, double[] dydt) {
    current[stage].forward(t, y, dydt);
  }

  @Override
  public void accepted(double t, double h, double[] start, double[] end) {
    if (count == steps.size()) steps.add(new Step(system.stateSize()));
    steps.get(count).set(t, h, start);
    if (count < keptAtMost) keep();
    if (firstSameAsLast) swap(current, 0, current, current.length - 1);
    count++;
  }

  /** Exchanges the evaluations of the step's stages for others. */
  private void keep() {
    int stages = firstSameAsLast ? current.length - 1 : current.length;
    if (count == kept.size()) kept.add(evaluations(stages));
    DifferentiableSystem.Evaluation[] step = kept.get(count);
    for (int i = 0; i < stages; i++) swap(step, i, current, i);
  }

  private static void swap(
      DifferentiableSystem.Evaluation[] a, int i, DifferentiableSystem.Evaluation[] b, int j) {
    DifferentiableSystem.Evaluation other = a[i];
    a[i] = b[j];
    b[j] = other;
  }

  /** Accepted steps. */
  int count() {
    return count;
  }

  /** Whether the stages of a step are as the solve left them. */
  boolean isKept(int step) {
    return step < keptAtMost;
  }

  /** The evaluations of a step's stages, or others to replay it with. */
  DifferentiableSystem.Evaluation[] stages(int step) {
    return isKept(step) ? kept.get(step) : current;
  }

  /**
   * The evaluation at the end of the last step, if the solve made one; before any step is replayed.
   */
  DifferentiableSystem.Evaluation end() {
    return current[0];
  }

  /** Where a step began. */
  double time(int step) {
    return steps.get(step).t;
  }

  /** Where it ended, which may differ from its beginning plus its length by a rounding. */
  double endTime(int step) {
    return step + 1 < count ? time(step + 1) : t1;
  }

  /** Its signed length. */
  double size(int step) {
    return steps.get(step).h;
  }

  /** z at its start. */
  double[] state(int step) {
    return steps.get(step).z;
  }

  private static final class Step {
    private final double[] z;
    private double t;
    private double h;

    Step(int stateSize) {
      z = new double[stateSize];
    }

    void set(double t, double h, double[] start) {
      this.t = t;
      this.h = h;
      System.arraycopy(start, 0, z, 0, z.length);
    }
  }
}
