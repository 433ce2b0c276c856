package advect.ode.rows;

import advect.ode.RungeKutta;
import advect.ode.step.ErrorNorm;
import advect.ode.step.StepController;
import advect.ode.tableau.ButcherTableau;

/** What all seats have in common: the method and the memory of one row at work. */
final class RowMethod {
  final ButcherTableau tableau;
  final boolean firstSameAsLast;
  final int last;
  final double[][] rows;
  final double[] weights;
  final double[] errorWeights;
  final double[] start;
  final double[] end;
  final double[] scratch;
  private final RungeKutta solver;
  private final RowShape shape;

  RowMethod(RungeKutta solver, RowShape shape) {
    this.solver = solver;
    this.shape = shape;
    tableau = solver.tableau();
    firstSameAsLast = tableau.firstSameAsLast();
    last = tableau.stages() - 1;
    rows = tableau.rows();
    weights = tableau.weights();
    errorWeights = tableau.errorWeights();
    int size = shape.size();
    start = new double[size];
    end = new double[size];
    scratch = new double[size];
  }

  StepController controller() {
    return solver.steps().controller(tableau);
  }

  /** The size of an error between {@link #start} and another state. */
  double size(ErrorNorm norm, double[] error, double[] other) {
    return norm.ofRow(error, start, other, shape.states(), shape.integrals());
  }
}
