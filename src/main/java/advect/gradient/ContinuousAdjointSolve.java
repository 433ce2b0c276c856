package advect.gradient;

import advect.ode.Integrator;
import advect.ode.OdeSystem;
import advect.ode.Outputs;
import advect.ode.Quadrature;
import advect.ode.SolveReport;
import advect.ode.StepObserver;
import advect.ode.step.SolveStatus;
import java.util.Arrays;

/** Memory of a {@link ContinuousAdjoint}; the backward state is [z | a]. */
final class ContinuousAdjointSolve implements DifferentiableSolve {
  private final int stateSize;
  private final DifferentiableSystem.Evaluation evaluation;
  private final Integrator forward;
  private final Integrator backward;
  private final Adjoint adjoint;
  private final double[] end;
  private final double[] augmented;
  private Outputs outputs = Outputs.none();
  private FirstSteps memory = new FirstSteps();
  private double t0;
  private double t1;

  ContinuousAdjointSolve(ContinuousAdjoint method, DifferentiableSystem system) {
    stateSize = system.stateSize();
    int size = stateSize + system.costSize();
    evaluation = system.evaluation();
    forward = method.forward().integrator(size, system.controlledSize());
    backward = method.backward().integrator(2 * stateSize);
    adjoint = new Adjoint(system, evaluation);
    end = new double[stateSize];
    augmented = new double[2 * stateSize];
  }

  @Override
  public SolveReport forward(double t0, double t1, double[] y, Outputs outputs, FirstSteps memory) {
    this.outputs = outputs;
    this.t0 = t0;
    this.t1 = t1;
    this.memory = memory;
    forward.beginWith(memory.forward());
    SolveReport report =
        forward.integrate(evaluation::forward, t0, t1, y, StepObserver.NONE, outputs);
    memory.noteForward(forward.suitableFirstStep());
    System.arraycopy(y, 0, end, 0, stateSize);
    return report;
  }

  @Override
  public SolveReport backward(double[] ybar, double[][] outputBars, double[] thetaBar) {
    OutputBars.check(outputs, outputBars);
    System.arraycopy(end, 0, augmented, 0, stateSize);
    backward.beginWith(memory.backward());
    SolveReport report = new SolveReport(SolveStatus.REACHED_END, t1, 0, 0, 0, 0);
    double from = t1;
    for (int i = outputs.count() - 1; i >= 0; i--) {
      report = report.then(solve(from, outputs.time(i), ybar, thetaBar));
      if (report.status() != SolveStatus.REACHED_END) return report;
      from = outputs.time(i);
      // The forward solve's own state, since the one computed backwards drifts.
      System.arraycopy(outputs.state(i), 0, augmented, 0, stateSize);
      for (int n = 0; n < ybar.length; n++) ybar[n] += outputBars[i][n];
    }
    report = report.then(solve(from, t0, ybar, thetaBar));
    if (outputs.count() == 0) memory.noteBackward(backward.suitableFirstStep());
    return report;
  }

  /** Takes ȳ back over a stretch without outputs. */
  private SolveReport solve(double from, double to, double[] ybar, double[] thetaBar) {
    System.arraycopy(ybar, 0, augmented, stateSize, stateSize);
    adjoint.begin(ybar);
    SolveReport report = backward.integrate(adjoint, adjoint, from, to, augmented, thetaBar);
    System.arraycopy(augmented, stateSize, ybar, 0, stateSize);
    return report;
  }

  /** d[z | a]/dt = [f | -[∂f/∂z]ᵀ a - [∂r/∂z]ᵀ c̄], and the integrand of ∂L/∂θ. */
  private static final class Adjoint implements OdeSystem, Quadrature {
    private final DifferentiableSystem system;
    private final DifferentiableSystem.Evaluation evaluation;
    private final int n;
    private final double[] y;
    private final double[] dydt;
    private final double[] cotangent;
    private final double[] zbar;

    Adjoint(DifferentiableSystem system, DifferentiableSystem.Evaluation evaluation) {
      this.system = system;
      this.evaluation = evaluation;
      n = system.stateSize();
      y = new double[n + system.costSize()];
      dydt = new double[y.length];
      cotangent = new double[y.length];
      zbar = new double[n];
    }

    void begin(double[] ybar) {
      System.arraycopy(ybar, n, cotangent, n, cotangent.length - n);
      Arrays.fill(y, n, y.length, 0);
    }

    @Override
    public void derivative(double t, double[] state, double[] rate) {
      System.arraycopy(state, 0, y, 0, n);
      System.arraycopy(state, n, cotangent, 0, n);
      evaluation.forward(t, y, dydt);
      evaluation.backward(cotangent, zbar);
      System.arraycopy(dydt, 0, rate, 0, n);
      for (int i = 0; i < n; i++) rate[n + i] = -zbar[i];
    }

    @Override
    public int size() {
      return system.parameterCount();
    }

    /**
     * The solve runs from t1 to t0 and the gradient is the integral from t0 to t1: hence the sign.
     */
    @Override
    public void accumulate(double weight) {
      evaluation.accumulate(-weight);
    }

    @Override
    public void drain(double[] total) {
      system.drain(total);
    }

    @Override
    public void discard() {
      system.discard();
    }
  }
}
