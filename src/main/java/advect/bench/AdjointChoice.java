package advect.bench;

import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.ode.RungeKutta;

/** How the fixed work is differentiated. */
public enum AdjointChoice {
  /** The steps that were made, one by one. */
  CHECKPOINTED {
    @Override
    GradientMethod method(RungeKutta solver) {
      return new CheckpointedAdjoint(solver);
    }
  },
  /** The adjoint equation by as many steps; what the peers do. */
  CONTINUOUS {
    @Override
    GradientMethod method(RungeKutta solver) {
      return new ContinuousAdjoint(solver);
    }
  };

  abstract GradientMethod method(RungeKutta solver);
}
