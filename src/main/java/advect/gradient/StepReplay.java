package advect.gradient;

import advect.ode.ButcherTableau;

/** One Runge-Kutta step computed again with its activations kept, and its reverse. */
final class StepReplay {
  private final ButcherTableau tableau;
  private final int stateSize;
  private final int stages;
  private final DifferentiableSystem.Evaluation[] evaluations;
  private final double[][] k;
  private final double[][] stageBar;
  private final double[] stage;
  private final double[] kbar;

  StepReplay(ButcherTableau tableau, DifferentiableSystem system) {
    this.tableau = tableau;
    stateSize = system.stateSize();
    int size = stateSize + system.costSize();
    // With first-same-as-last the last stage is the next step's first and has no weight here.
    stages = tableau.firstSameAsLast() ? tableau.stages() - 1 : tableau.stages();
    evaluations = new DifferentiableSystem.Evaluation[stages];
    for (int i = 0; i < stages; i++) evaluations[i] = system.evaluation();
    k = new double[stages][size];
    stageBar = new double[stages][stateSize];
    stage = new double[size];
    kbar = new double[size];
  }

  int stages() {
    return stages;
  }

  /** Evaluates the stages of the step from z at t. */
  void forward(double t, double h, double[] z) {
    for (int i = 0; i < stages; i++) {
      System.arraycopy(z, 0, stage, 0, stateSize);
      for (int j = 0; j < i; j++) addTo(stage, h * tableau.a(i, j), k[j]);
      evaluations[i].forward(t + tableau.c(i) * h, stage, k[i]);
    }
  }

  /** Takes ȳ = [z̄ | c̄] from the end of the step to its start; c̄ does not change. */
  void backward(double h, double[] ybar) {
    for (int i = stages - 1; i >= 0; i--) {
      for (int n = 0; n < kbar.length; n++) kbar[n] = h * tableau.b(i) * ybar[n];
      for (int j = i + 1; j < stages; j++) addTo(kbar, h * tableau.a(j, i), stageBar[j]);
      evaluations[i].backward(kbar, stageBar[i]);
      evaluations[i].accumulate(1);
    }
    for (double[] bar : stageBar) addTo(ybar, 1, bar);
  }

  private void addTo(double[] y, double a, double[] x) {
    if (a == 0) return;
    for (int n = 0; n < stateSize; n++) y[n] += a * x[n];
  }
}
