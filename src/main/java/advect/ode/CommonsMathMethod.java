package advect.ode;

import advect.ode.step.StepController;
import advect.ode.step.Steps;
import java.util.List;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.ode.FirstOrderIntegrator;
import org.apache.commons.math3.ode.nonstiff.AdamsBashforthIntegrator;
import org.apache.commons.math3.ode.nonstiff.AdamsMoultonIntegrator;
import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.nonstiff.GillIntegrator;
import org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator;
import org.apache.commons.math3.ode.nonstiff.HighamHall54Integrator;
import org.apache.commons.math3.ode.nonstiff.LutherIntegrator;
import org.apache.commons.math3.ode.nonstiff.ThreeEighthesIntegrator;

/** An integrator of Commons Math that people choose by name. */
sealed interface CommonsMathMethod extends SolverCatalog.Entry {
  /** All of them, those that choose their own steps first. */
  List<CommonsMathMethod> ALL =
      List.of(
          new AdaptiveMethod("gragg-bulirsch-stoer", AdaptiveMethod::extrapolation),
          new AdaptiveMethod("dormand-prince54", DormandPrince54Integrator::new),
          new AdaptiveMethod("dormand-prince853", DormandPrince853Integrator::new),
          new AdaptiveMethod("highham-hall", HighamHall54Integrator::new),
          new AdaptiveMethod(
              "adams-bashforth", AdaptiveMethod.multistep(AdamsBashforthIntegrator::new)),
          new AdaptiveMethod(
              "adams-moulton", AdaptiveMethod.multistep(AdamsMoultonIntegrator::new)),
          new Stepped("gill", GillIntegrator::new),
          new Stepped("luther", LutherIntegrator::new),
          new Stepped("three-eighths", ThreeEighthesIntegrator::new),
          new Stepped("classical-rk4", ClassicalRungeKuttaIntegrator::new));

  /** A method of equal steps. */
  record Stepped(String name, DoubleFunction<FirstOrderIntegrator> make)
      implements CommonsMathMethod {
    @Override
    public boolean estimatesError() {
      return false;
    }

    @Override
    public Solver solver(Steps steps) {
      if (!(steps instanceof Steps.Fixed fixed)) {
        throw Steps.Adaptive.noEstimate(name);
      }
      int n = fixed.count();
      // Longer by what n additions may lose to rounding, lest a sliver of a step n + 1 be left.
      double stretch = 1 + n * Math.ulp(1.0);
      return new CommonsMathSolver(
          name + ", " + steps,
          (t0, t1) -> make.apply(Math.abs(t1 - t0) / n * stretch),
          Integer.MAX_VALUE);
    }
  }

  /** A method that chooses its steps. */
  record AdaptiveMethod(String name, Make make) implements CommonsMathMethod {
    /** Order 6 (Bashforth) or 7 (Moulton): on a par with the tolerances a flow is judged at. */
    private static final int ADAMS_STEPS = 6;

    /** Evaluations that stand for one step in a limit on steps. */
    private static final int EVALUATIONS_PER_STEP = 20;

    /** Makes an integrator; the parameters are in the order of Commons Math. */
    @FunctionalInterface
    interface Make {
      FirstOrderIntegrator integrator(double minStep, double maxStep, double atol, double rtol);
    }

    /** Makes a multistep integrator; the parameters are in the order of Commons Math. */
    @FunctionalInterface
    interface MakeMultistep {
      FirstOrderIntegrator integrator(
          int steps, double minStep, double maxStep, double atol, double rtol);
    }

    /** Without the stability check, which rejects every step from a point where F is 0. */
    private static FirstOrderIntegrator extrapolation(
        double min, double max, double atol, double rtol) {
      var integrator = new GraggBulirschStoerIntegrator(min, max, atol, rtol);
      integrator.setStabilityCheck(false, -1, -1, -1);
      return integrator;
    }

    /** Its starter must not reach the end before it has made the steps the method begins with. */
    private static Make multistep(MakeMultistep make) {
      return (min, max, atol, rtol) ->
          make.integrator(ADAMS_STEPS, min, max / (2 * ADAMS_STEPS), atol, rtol);
    }

    @Override
    public boolean estimatesError() {
      return true;
    }

    @Override
    public Solver solver(Steps steps) {
      if (!(steps instanceof Steps.Adaptive adaptive)) {
        throw new IllegalArgumentException(
            name
                + " chooses its own steps: give it a tolerance instead of a number of steps,"
                + " or choose a method of fixed steps, such as rk4");
      }
      double atol = adaptive.tolerance().atol();
      double rtol = adaptive.tolerance().rtol();
      int limit =
          (int) Math.min((long) adaptive.maxSteps() * EVALUATIONS_PER_STEP, Integer.MAX_VALUE);
      return new CommonsMathSolver(
          name + ", " + steps,
          (t0, t1) ->
              make.integrator(StepController.leastStep(t0, t1), Math.abs(t1 - t0), atol, rtol),
          limit);
    }
  }
}
