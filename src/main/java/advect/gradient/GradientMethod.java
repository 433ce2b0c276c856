package advect.gradient;

/** A way to differentiate a solve, with its solver. Immutable; safe to share. */
public sealed interface GradientMethod permits ContinuousAdjoint, CheckpointedAdjoint {
  /**
   * Memory to solve and differentiate one system again and again.
   *
   * <p>Threads: the result belongs to one thread.
   */
  DifferentiableSolve on(DifferentiableSystem system);
}
