package advect.gradient;

/** A way to differentiate a solve, with its solver. Immutable; safe to share. */
public sealed interface GradientMethod permits ContinuousAdjoint, CheckpointedAdjoint {
  /** Name and settings, as a person would write them; none that cannot change a bit. */
  String describe();

  /**
   * Memory to solve and differentiate one system again and again.
   *
   * <p>Threads: the result belongs to one thread.
   */
  DifferentiableSolve on(DifferentiableSystem system);
}
