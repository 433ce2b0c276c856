package advect.ode;

import static java.util.Objects.requireNonNull;

import advect.numeric.Finite;
import advect.ode.step.ErrorNorm;
import advect.ode.step.SolveStatus;
import advect.ode.step.StepController;

/** The one loop of every Runge-Kutta method: plan, attempt, decide, record. */
final class RungeKuttaIntegrator implements Integrator {
  private static final double[] NO_TOTAL = {};

  private final RungeKuttaStep step;
  private final StepController control;

  RungeKuttaIntegrator(RungeKuttaStep step, StepController control) {
    this.step = step;
    this.control = control;
  }

  @Override
  public SolveReport integrate(
      OdeSystem f, double t0, double t1, double[] y, StepObserver observer, Outputs outputs) {
    Solve solve = new Solve(f, Quadrature.NONE, y, NO_TOTAL, observer, outputs);
    return solve.run(t0, t1);
  }

  @Override
  public SolveReport integrate(
      OdeSystem f, Quadrature g, double t0, double t1, double[] y, double[] total) {
    return new Solve(f, g, y, total, StepObserver.NONE, Outputs.none()).run(t0, t1);
  }

  @Override
  public void beginWith(double h) {
    control.beginWith(h);
  }

  @Override
  public double suitableFirstStep() {
    return control.suitableFirstStep();
  }

  /** What one solve works on and counts. */
  private final class Solve {
    private final CountedSystem f;
    private final Quadrature g;
    private final double[] y;
    private final double[] total;
    private final StepObserver observer;
    private final Outputs outputs;
    private int accepted;
    private int rejected;

    Solve(
        OdeSystem f,
        Quadrature g,
        double[] y,
        double[] total,
        StepObserver observer,
        Outputs outputs) {
      this.f = new CountedSystem(f);
      this.g = g;
      this.y = y;
      this.total = total;
      this.observer = observer;
      this.outputs = outputs;
    }

    SolveReport run(double t0, double t1) {
      IntegratorArguments.check(t0, t1, y.length, step.size(), total.length, g.size());
      outputs.begin(t0, t1, y);
      if (t0 == t1) return report(SolveStatus.REACHED_END, t0, 0);
      if (!Finite.all(y)) return report(SolveStatus.NOT_FINITE, t0, 0);
      step.reset();
      g.discard();
      control.begin(t0, t1, control.needsFirstStep() ? firstStep(t0, t1) : 0);
      double t = t0;
      while (t != t1) {
        control.plan(t);
        if (attempt(t)) {
          record(t);
          t = control.end();
        } else {
          rejected++;
          g.discard();
        }
        SolveStatus obstacle = control.obstacle();
        if (t != t1 && obstacle != null) return report(obstacle, t, control.h());
      }
      return report(SolveStatus.REACHED_END, t, control.h());
    }

    /**
     * The length that {@link ErrorNorm} suggests; NaN or infinite slopes leave it to the attempt.
     */
    private double firstStep(double t0, double t1) {
      ErrorNorm norm = requireNonNull(control.norm());
      double span = Math.abs(t1 - t0);
      double slope = norm.of(step.first(f, t0, y), y, y, step.controlled());
      double probe = norm.probe(norm.of(y, y, y, step.controlled()), slope, span);
      if (probe == 0) return span;
      double[] difference = step.probe(f, t0, Math.copySign(probe, t1 - t0), y);
      double bend = norm.of(difference, y, y, step.controlled()) / probe;
      return norm.firstStep(probe, slope, bend, span);
    }

    private boolean attempt(double t) {
      if (step.attempt(f, g, t, control.h(), control.end(), y)) {
        ErrorNorm norm = control.norm();
        return control.accepts(norm == null ? 0 : step.error(norm, control.h(), y));
      }
      control.notFinite();
      return false;
    }

    private void record(double t) {
      observer.accepted(t, control.h(), y, step.end());
      while (outputs.isDue(control.end())) output(t);
      accepted++;
      g.drain(total);
      step.accept(y);
    }

    private void output(double t) {
      double time = outputs.nextTime();
      if (time == control.end()) {
        outputs.fill(accepted, 1, step.end());
        return;
      }
      double place = (time - t) / control.h();
      step.interpolate(f, control.h(), control.end(), y, place, outputs.nextState());
      outputs.filled(accepted, place);
    }

    private SolveReport report(SolveStatus status, double t, double h) {
      return new SolveReport(status, t, h, accepted, rejected, f.evaluations());
    }
  }
}
