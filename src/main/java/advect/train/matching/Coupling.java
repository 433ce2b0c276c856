package advect.train.matching;

import advect.flow.ContinuousFlow;
import advect.train.objective.Batches;
import java.util.Map;

/**
 * Which data row a path of {@link FlowMatching} ends in, given the base draw it starts from.
 *
 * <p>Whatever the choice, starts must have the density of the base and ends that of the data. Ends
 * are functions of the iteration and of the starts alone.
 *
 * <p>Threads: immutable; safe to share.
 */
public abstract sealed class Coupling permits IndependentCoupling, SemidiscreteCoupling {
  Coupling() {}

  /**
   * Ends that are rows of batches, whatever the starts: x₀ and x₁ are independent.
   *
   * @param batches rows in data units, with context where the flow takes one
   */
  public static Coupling independent(Batches batches) {
    return new IndependentCoupling(batches);
  }

  /**
   * The ends of an iteration.
   *
   * @param phi of the base that starts are drawn from, read only
   * @throws IllegalArgumentException if rows do not fit the flow, or ends do not fit such starts
   */
  abstract Ends ends(ContinuousFlow flow, double[] phi, int iteration);

  /**
   * Requires that paths for this flow can be coupled like this.
   *
   * @throws IllegalArgumentException with what to do instead
   */
  abstract void requireFits(ContinuousFlow flow);

  /** What it depends on, for a fingerprint. */
  abstract Map<String, String> describe();
}
