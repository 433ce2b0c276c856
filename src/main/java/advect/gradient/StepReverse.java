package advect.gradient;

import advect.ode.tableau.ButcherTableau;
import org.jspecify.annotations.Nullable;

/** The reverse of a Runge-Kutta step, and the step itself once more if that is needed. */
final class StepReverse {
  private final ButcherTableau tableau;
  private final int stateSize;
  private final int stages;
  private final double[][] k;
  private final double[][] stageBar;
  private final double[] stage;
  private final double[] kbar;

  StepReverse(ButcherTableau tableau, DifferentiableSystem system) {
    this.tableau = tableau;
    stateSize = system.stateSize();
    int size = stateSize + system.costSize();
    // With first-same-as-last the last stage is the next step's first and has no weight here.
    stages = tableau.firstSameAsLast() ? tableau.stages() - 1 : tableau.stages();
    k = new double[stages][size];
    stageBar = new double[stages][stateSize];
    stage = new double[size];
    kbar = new double[size];
  }

  /** Stages that have a part in the step. */
  int stages() {
    return stages;
  }

  /** Memory for the outputs inside one step. */
  OutputReverse outputs() {
    return new OutputReverse(tableau.quartic(stages), kbar.length);
  }

  /** Evaluates the stages of the step from z at t, at the times at which the solve did. */
  void replay(
      DifferentiableSystem.Evaluation[] evaluations, double t, double h, double end, double[] z) {
    for (int i = 0; i < stages; i++) {
      System.arraycopy(z, 0, stage, 0, stateSize);
      for (int j = 0; j < i; j++) addTo(stage, h * tableau.a(i, j), k[j]);
      double time = tableau.c(i) == 1 ? end : t + tableau.c(i) * h;
      evaluations[i].forward(time, stage, k[i]);
    }
  }

  /** Takes ȳ = [z̄ | c̄] from the end of the step to its start; c̄ does not change. */
  void run(DifferentiableSystem.Evaluation[] evaluations, double h, double[] ybar) {
    run(evaluations, h, ybar, null);
  }

  /** The same with what outputs inside the step add to the cotangents of its stages. */
  void run(
      DifferentiableSystem.Evaluation[] evaluations,
      double h,
      double[] ybar,
      @Nullable OutputReverse outputs) {
    for (int i = stages - 1; i >= 0; i--) {
      for (int n = 0; n < kbar.length; n++) kbar[n] = h * tableau.b(i) * ybar[n];
      if (outputs != null) {
        OutputReverse.add(tableau.quartic(i), outputs.quartic(), kbar);
        if (i == 0) OutputReverse.add(1, outputs.startSlope(), kbar);
      }
      for (int j = i + 1; j < stages; j++) addTo(kbar, h * tableau.a(j, i), stageBar[j]);
      evaluations[i].backward(kbar, stageBar[i]);
      evaluations[i].accumulate(1);
    }
    for (double[] bar : stageBar) addTo(ybar, 1, bar);
  }

  /** Adds to ȳ what a cotangent of the derivative at the end of the solve makes of it. */
  void end(DifferentiableSystem.Evaluation evaluation, double[] slopeBar, double[] ybar) {
    evaluation.backward(slopeBar, stageBar[0]);
    evaluation.accumulate(1);
    addTo(ybar, 1, stageBar[0]);
  }

  private void addTo(double[] y, double a, double[] x) {
    if (a == 0) return;
    for (int n = 0; n < stateSize; n++) y[n] += a * x[n];
  }
}
