package advect.flow;

import advect.field.BoundField;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.ShardDirections;
import advect.kernel.Kernels;
import advect.parallel.Shard;
import java.util.HashMap;
import java.util.Map;

/** One thread's memory for the solves of a flow. */
final class FlowWorker {
  private final FlowSettings settings;
  private final BoundField field;
  private final int dim;
  private final int tangents;
  private final ShardDirections directions;
  private final Map<Integer, ShardSolve> solves = new HashMap<>();

  /**
   * @param tangents directions a sample; 0 if no trace is wanted
   */
  FlowWorker(ContinuousFlow flow, FlowSettings settings, int tangents) {
    this.settings = settings;
    this.tangents = tangents;
    dim = flow.dim();
    directions = new ShardDirections(settings.trace(), dim, settings.seed());
    field = flow.field().bind(Kernels.of(settings.precision()));
    field.parameters(flow.parameters());
  }

  /** Memory for a shard of so many samples. */
  ShardSolve solve(int samples) {
    return solves.computeIfAbsent(samples, n -> new ShardSolve(dynamics(n), settings.solver()));
  }

  /** The directions of a shard. */
  Directions directions(Shard shard) {
    return tangents == 0 ? Directions.none(dim, shard.count()) : directions.of(shard, 0);
  }

  /** The right-hand side alone, for so many samples. */
  FlowDynamics dynamics(int samples) {
    return new FlowDynamics(field, dim, samples, tangents);
  }
}
