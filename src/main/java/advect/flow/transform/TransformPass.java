package advect.flow.transform;

import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;

/** A move of so many samples with the memory that its reverse needs. */
public interface TransformPass {
  /** The report of a map that needs no solve. */
  SolveReport DIRECT = new SolveReport(SolveStatus.REACHED_END, 1, 0, 0, 0, 0);

  /**
   * Moves samples: z becomes T(z), and log |det| and running costs are added to those that they
   * have. Where T has no value, z or log |det| are NaN. The context is read only.
   *
   * @return what the solve did, {@link #DIRECT} if there was none; unless it reached its end, the
   *     samples are of no use
   */
  SolveReport forward(Samples samples, Turn turn);

  /**
   * Differentiates the last {@link #forward}, which must have reached its end.
   *
   * @param bar in: cotangents of z₁, log |det| and costs; out: z̄ is that of z₀, and ∂L/∂context is
   *     added to the context's. Those of log |det| and of costs are left as they are, since both
   *     are sums, to which parts before this one add as well
   * @param thetaBar updated: += ∂L/∂θ
   * @return what the solve did; unless it reached its end, the cotangents are of no use
   */
  SolveReport backward(Samples bar, double[] thetaBar);
}
