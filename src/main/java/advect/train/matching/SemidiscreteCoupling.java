package advect.train.matching;

import advect.flow.ContinuousFlow;
import advect.parallel.Shard;
import java.util.Map;

/**
 * Ends that a {@link SemidiscretePlan} chooses for the starts: paths are nearly those of optimal
 * transport, so they seldom cross, the field's target varies less, and solves need fewer steps.
 *
 * <p>An iteration's starts are draws by (seed, iteration, shard) and the plan is fixed, so ends are
 * functions of the same. Weights of rows are in the plan: all paths weigh 1.
 *
 * <p>A plan is for one density of starts: once training moves the parameters of the base away from
 * those it was fitted to, as maximum likelihood or weight decay does, its ends are refused.
 *
 * <p>Cost: O(n dim) a path, found on the thread of its shard.
 */
public final class SemidiscreteCoupling extends Coupling {
  private final SemidiscretePlan plan;
  private final int paths;

  /**
   * Paths to the rows of a plan.
   *
   * @param paths of an iteration
   */
  public SemidiscreteCoupling(SemidiscretePlan plan, int paths) {
    if (paths < 1) {
      throw new IllegalArgumentException("expected at least 1 path an iteration, got " + paths);
    }
    this.plan = plan;
    this.paths = paths;
  }

  @Override
  Ends ends(ContinuousFlow flow, double[] phi, int iteration) {
    plan.requireStarts(phi);
    return new PlannedEnds(plan, paths);
  }

  @Override
  void requireFits(ContinuousFlow flow) {
    if (flow.contextDim() == 0 && plan.fits(flow)) return;
    throw new IllegalArgumentException(
        "the plan was fitted for a flow of another base, other units or no context: fit one for the"
            + " flow that is trained");
  }

  @Override
  Map<String, String> describe() {
    return Map.of("coupling", "semidiscrete, %d paths to rows %s".formatted(paths, plan.digest()));
  }

  /** Rows of the plan, by where paths start. */
  private record PlannedEnds(SemidiscretePlan plan, int rows) implements Ends {
    @Override
    public double weight(int row) {
      return 1;
    }

    @Override
    public double totalWeight() {
      return rows;
    }

    @Override
    public void write(Shard shard, double[] start, double[] end, double[] context) {
      plan.carry(start, end);
    }
  }
}
