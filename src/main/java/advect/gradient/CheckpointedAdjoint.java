package advect.gradient;

import advect.ode.RungeKutta;

/**
 * Differentiates the steps that were taken: exact for the discrete solution, with z kept at
 * accepted steps. The activations of their stages are kept too while memory lasts; those of the
 * other steps are computed again, step by step, with the same result to the last bit.
 *
 * <p>Memory: {@code stateSize} numbers an accepted step, and {@code activationBytes} or one step's
 * activations, whichever is more. Cost: each step's stages once in reverse, and once forward where
 * they were not kept; no step search. Accuracy: round-off of the field's arithmetic, for any
 * tolerance.
 *
 * <p>A step y' = y + h Σ bᵢ kᵢ with kᵢ = F(tᵢ, Yᵢ), Yᵢ = y + h Σ aᵢⱼ kⱼ has the reverse k̄ᵢ = h bᵢ
 * ȳ' + h Σⱼ aⱼᵢ Ȳⱼ, Ȳᵢ = [∂F/∂y]ᵀ k̄ᵢ, ȳ = ȳ' + Σ Ȳᵢ; step sizes count as constants.
 *
 * <p>Reference: Zhuang et al. 2020, "Adaptive checkpoint adjoint", arXiv:2006.02493; Hager 2000,
 * for the discrete adjoint of Runge-Kutta methods.
 *
 * @param solver of the forward solve
 * @param activationBytes most memory for activations that are kept, for each solve under way
 */
public record CheckpointedAdjoint(RungeKutta solver, long activationBytes)
    implements GradientMethod {
  private static final long MOST_BYTES = 256L << 20;

  /** Requires memory that is not negative; 0 keeps nothing. */
  public CheckpointedAdjoint {
    if (activationBytes < 0) {
      throw new IllegalArgumentException(
          "memory for activations must not be negative: " + activationBytes);
    }
  }

  /**
   * With a quarter of the heap, shared by solves on all cores, for activations; 256 MiB at most.
   */
  public CheckpointedAdjoint(RungeKutta solver) {
    this(solver, defaultBytes());
  }

  private static long defaultBytes() {
    Runtime runtime = Runtime.getRuntime();
    return Math.min(MOST_BYTES, runtime.maxMemory() / 4 / runtime.availableProcessors());
  }

  @Override
  public String describe() {
    return "checkpointed adjoint of " + solver.describe();
  }

  @Override
  public DifferentiableSolve on(DifferentiableSystem system) {
    return new CheckpointedAdjointSolve(this, system);
  }

  /** {@link #describe}: a checkpoint knows a training by it, whatever machine it goes on on. */
  @Override
  public String toString() {
    return describe();
  }
}
