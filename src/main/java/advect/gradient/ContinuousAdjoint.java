package advect.gradient;

import advect.ode.Solver;

/**
 * Solves the adjoint equations back from t1 to t0 together with the state, from z(t1) alone.
 *
 * <p>Memory: constant in the number of steps. Accuracy: that of the two solves; the state
 * recomputed backwards drifts from the one that was computed forwards by as much as the tolerance
 * allows. Cost: one forward and one reverse pass an evaluation. The parameter gradient is a
 * quadrature that does not influence the step size.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, algorithm 1; Kidger, Chen and Lyons 2021,
 * arXiv:2009.09457, for the quadrature.
 *
 * @param forward solver of the forward solve; any, including black boxes
 * @param backward solver of the adjoint equations
 */
public record ContinuousAdjoint(Solver forward, Solver backward) implements GradientMethod {
  /** One solver for both directions. */
  public ContinuousAdjoint(Solver solver) {
    this(solver, solver);
  }

  @Override
  public Solver solver() {
    return forward;
  }

  @Override
  public String describe() {
    return "continuous adjoint of %s by %s".formatted(forward.describe(), backward.describe());
  }

  @Override
  public DifferentiableSolve on(DifferentiableSystem system) {
    return new ContinuousAdjointSolve(this, system);
  }

  /** {@link #describe}: a checkpoint knows a training by it, whatever machine it goes on on. */
  @Override
  public String toString() {
    return describe();
  }
}
