package advect.study.flows;

import advect.experiment.spec.Check;
import advect.field.composed.HyperField;
import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.SolverChoice;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.List;

/** What studies of continuous flows with weights made from the time have in common. */
final class HyperFlows {
  /** Widths of the network that makes a flow's weights from the time. */
  static final List<Integer> HYPERNETWORK = List.of(16);

  /** Tolerance of the judge. */
  static final double TIGHT = 1e-6;

  private HyperFlows() {}

  static HyperField field(int dim, int units) {
    return new HyperField(dim, units, HYPERNETWORK);
  }

  /** The solver of training, whose steps can be differentiated: a rule of the key solver. */
  static RungeKutta own(SolverChoice solver) {
    Check.that(
        solver.solver() instanceof RungeKutta, "solver", "must be one of Advect's own methods");
    return (RungeKutta) solver.solver();
  }

  /** The solver of the judge. */
  static RungeKutta tight() {
    return new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(TIGHT));
  }

  /** How a trained flow is judged. */
  static FlowSettings judging(Parallelism parallelism) {
    return FlowSettings.DEFAULT
        .withSolver(tight())
        .withPrecision(Precision.FLOAT64)
        .withParallelism(parallelism);
  }
}
