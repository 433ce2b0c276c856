package advect.gradient;

import advect.ode.RungeKutta;

/**
 * Differentiates the steps that were taken: exact for the discrete solution, with z kept at
 * accepted steps and stages recomputed step by step.
 *
 * <p>Memory: {@code stateSize} numbers an accepted step, and one step's activations. Cost: each
 * step's stages once forward and once in reverse; no step search. Accuracy: round-off of the
 * field's arithmetic, for any tolerance.
 *
 * <p>A step y' = y + h Σ bᵢ kᵢ with kᵢ = F(tᵢ, Yᵢ), Yᵢ = y + h Σ aᵢⱼ kⱼ has the reverse k̄ᵢ = h bᵢ
 * ȳ' + h Σⱼ aⱼᵢ Ȳⱼ, Ȳᵢ = [∂F/∂y]ᵀ k̄ᵢ, ȳ = ȳ' + Σ Ȳᵢ; step sizes count as constants.
 *
 * <p>Reference: Zhuang et al. 2020, "Adaptive checkpoint adjoint", arXiv:2006.02493; Hager 2000,
 * for the discrete adjoint of Runge-Kutta methods.
 *
 * @param solver of the forward solve
 */
public record CheckpointedAdjoint(RungeKutta solver) implements GradientMethod {
  @Override
  public DifferentiableSolve on(DifferentiableSystem system) {
    return new CheckpointedAdjointSolve(this, system);
  }
}
