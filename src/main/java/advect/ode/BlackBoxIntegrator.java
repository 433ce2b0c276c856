package advect.ode;

import advect.numeric.Finite;
import advect.ode.step.SolveStatus;
import advect.ode.step.StepController;
import java.util.Arrays;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.FirstOrderIntegrator;
import org.apache.commons.math3.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.apache.commons.math3.ode.sampling.StepHandler;
import org.apache.commons.math3.ode.sampling.StepInterpolator;

/** Leads an integrator of Commons Math through one solve after another. */
final class BlackBoxIntegrator implements Integrator {
  /** How much smaller a step is tried after NaN or infinity. */
  private static final double SHRINK = 0.1;

  private final int size;
  private final CommonsMathSolver.Factory factory;
  private final int maxEvaluations;

  BlackBoxIntegrator(int size, CommonsMathSolver.Factory factory, int maxEvaluations) {
    this.size = IntegratorArguments.requireSize(size);
    this.factory = factory;
    this.maxEvaluations = maxEvaluations;
  }

  @Override
  public SolveReport integrate(
      OdeSystem f, double t0, double t1, double[] y, StepObserver observer, Outputs outputs) {
    return new Solve(f, Quadrature.NONE, y, observer, outputs).run(t0, t1, new double[0]);
  }

  @Override
  public SolveReport integrate(
      OdeSystem f, Quadrature g, double t0, double t1, double[] y, double[] total) {
    return new Solve(f, g, y, StepObserver.NONE, Outputs.none()).run(t0, t1, total);
  }

  /** Leaves the black box from inside. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SolveStatus status;

    Stop(SolveStatus status) {
      super(status.advice(), null, false, false);
      this.status = status;
    }
  }

  /** One solve: the equations as the black box sees them, and what it says of its steps. */
  private final class Solve implements FirstOrderDifferentialEquations, StepHandler {
    private final CountedSystem f;
    private final Quadrature g;
    private final StepObserver observer;
    private final Outputs outputs;
    private final double[] state = new double[size];
    private final double[] slope = new double[size];
    private final double[] rates;

    /** The last accepted state and the integrals up to there. */
    private final double[] y;

    private final double[] integrals;
    private double t;
    private double h;
    private int accepted;

    Solve(OdeSystem f, Quadrature g, double[] y, StepObserver observer, Outputs outputs) {
      this.f = new CountedSystem(f);
      this.g = g;
      this.y = y;
      this.observer = observer;
      this.outputs = outputs;
      this.rates = new double[g.size()];
      this.integrals = new double[g.size()];
    }

    SolveReport run(double t0, double t1, double[] total) {
      IntegratorArguments.check(t0, t1, y.length, size, total.length, g.size());
      outputs.begin(t0, t1, y);
      t = t0;
      SolveStatus status = t0 == t1 ? SolveStatus.REACHED_END : lead(t1);
      for (int i = 0; i < total.length; i++) total[i] += integrals[i];
      return new SolveReport(status, t, h, accepted, 0, f.evaluations());
    }

    /** Starts the black box where it met NaN or infinity again, with a smaller step if it can. */
    private SolveStatus lead(double t1) {
      double trial = 0;
      while (true) {
        double before = t;
        FirstOrderIntegrator box = factory.integrator(t, t1);
        if (trial > 0 && box instanceof AdaptiveStepsizeIntegrator adaptive) {
          adaptive.setInitialStepSize(trial);
        }
        SolveStatus status = lead(box, t1);
        if (status != SolveStatus.NOT_FINITE || !(box instanceof AdaptiveStepsizeIntegrator)) {
          return status;
        }
        trial = SHRINK * (t == before && trial > 0 ? trial : tried(box, t1));
        if (trial < StepController.leastStep(before, t1)) return status;
      }
    }

    private SolveStatus lead(FirstOrderIntegrator box, double t1) {
      double[] start = Arrays.copyOf(y, getDimension());
      System.arraycopy(integrals, 0, start, size, integrals.length);
      double[] end = new double[getDimension()];
      box.addStepHandler(this);
      try {
        t = box.integrate(this, t, start, t1, end);
        if (!Finite.all(end)) return SolveStatus.NOT_FINITE;
        keep(end);
        while (outputs.isDue(t1)) outputs.fill(accepted - 1, 1, y);
        return SolveStatus.REACHED_END;
      } catch (Stop stop) {
        return stop.status;
      } catch (NumberIsTooSmallException tooSmall) {
        return SolveStatus.STEP_TOO_SMALL;
      }
    }

    /** The step the black box failed in; before its first, all that was left. */
    private double tried(FirstOrderIntegrator box, double t1) {
      double step = Math.abs(box.getCurrentSignedStepsize());
      return step > 0 ? step : Math.abs(t1 - t);
    }

    @Override
    public int getDimension() {
      return size + rates.length;
    }

    @Override
    public void computeDerivatives(double time, double[] z, double[] dzdt) {
      if (f.evaluations() >= maxEvaluations) throw new Stop(SolveStatus.STEPS_EXHAUSTED);
      if (!Finite.all(z)) throw new Stop(SolveStatus.NOT_FINITE);
      System.arraycopy(z, 0, state, 0, size);
      f.derivative(time, state, slope);
      System.arraycopy(slope, 0, dzdt, 0, size);
      rate(dzdt);
      if (!Finite.all(dzdt)) throw new Stop(SolveStatus.NOT_FINITE);
    }

    /** The integrands at the point evaluated last: one unit of weight, drained at once. */
    private void rate(double[] dzdt) {
      Arrays.fill(rates, 0);
      g.discard();
      g.accumulate(1);
      g.drain(rates);
      System.arraycopy(rates, 0, dzdt, size, rates.length);
    }

    @Override
    public void init(double t0, double[] z0, double t1) {}

    @Override
    public void handleStep(StepInterpolator step, boolean isLast) {
      step.setInterpolatedTime(step.getCurrentTime());
      double[] end = step.getInterpolatedState().clone();
      if (!Finite.all(end)) throw new Stop(SolveStatus.NOT_FINITE);
      h = step.getCurrentTime() - step.getPreviousTime();
      while (outputs.isDue(step.getCurrentTime())) output(step);
      accepted++;
      observer.accepted(step.getPreviousTime(), h, y, Arrays.copyOf(end, size));
      t = step.getCurrentTime();
      keep(end);
    }

    private void output(StepInterpolator step) {
      double time = outputs.nextTime();
      step.setInterpolatedTime(time);
      System.arraycopy(step.getInterpolatedState(), 0, outputs.nextState(), 0, size);
      outputs.filled(accepted, (time - step.getPreviousTime()) / h);
    }

    private void keep(double[] end) {
      System.arraycopy(end, 0, y, 0, size);
      System.arraycopy(end, size, integrals, 0, integrals.length);
    }
  }
}
