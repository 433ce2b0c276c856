package advect.flow.transform;

import advect.ode.SolveReport;

/** A move with the memory that its reverse needs. */
public interface TransformPass extends Move {
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
