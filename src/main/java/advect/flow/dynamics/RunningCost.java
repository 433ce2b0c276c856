package advect.flow.dynamics;

/**
 * What a path of a flow costs beside its log determinant: rates that a training may add to its loss
 * to make fields that are cheap to solve. They are integrated along the path outside of the error
 * norm, so neither steps nor points depend on them.
 *
 * <p>Rates are not negative; a solve from 1 to 0 gives the negative of the integral from 0 to 1.
 *
 * <p>Reference: Finlay, Jacobsen, Nurbekyan and Oberman, "How to train your neural ODE: the world
 * of Jacobian and kinetic regularization", ICML 2020, arXiv:2002.02798.
 */
public enum RunningCost {
  /** |f|² = Σᵢ fᵢ²: its least integral belongs to the straight paths of optimal transport. */
  KINETIC,

  /**
   * weight · Σₖ |J eₖ|² with the directions of the trace: the squared Frobenius norm ‖J‖² for an
   * exact trace, and an unbiased estimate of it for a stochastic one, whose E[e eᵀ] = I. Costs no
   * further derivative.
   */
  JACOBIAN
}
