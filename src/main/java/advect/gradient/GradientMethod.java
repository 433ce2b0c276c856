package advect.gradient;

import advect.ode.RungeKutta;
import advect.ode.Solver;

/** A way to differentiate a solve, with its solver. Immutable; safe to share. */
public sealed interface GradientMethod permits ContinuousAdjoint, CheckpointedAdjoint {
  /**
   * The most exact one for a solver: {@link CheckpointedAdjoint} if its steps can be
   * differentiated, else {@link ContinuousAdjoint}.
   */
  static GradientMethod of(Solver solver) {
    return solver instanceof RungeKutta own
        ? new CheckpointedAdjoint(own)
        : new ContinuousAdjoint(solver);
  }

  /** Solves forward. */
  Solver solver();

  /** Name and settings, in words; without those that never change a result. */
  String describe();

  /**
   * Memory to solve and differentiate one system again and again.
   *
   * <p>Threads: the result belongs to one thread.
   */
  DifferentiableSolve on(DifferentiableSystem system);
}
