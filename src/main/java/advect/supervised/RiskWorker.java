package advect.supervised;

import advect.flow.dynamics.FlowDynamics;
import advect.gradient.DifferentiableSolve;
import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.PerSize;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.train.objective.Batch;
import advect.train.objective.ShardLoss;
import advect.train.objective.SolveOptions;
import java.util.Arrays;

/** One thread's memory for losses and their gradients. */
final class RiskWorker {
  private final Loss loss;
  private final SolveOptions engine;
  private final BoundNet net;
  private final PerSize<ShardMemory> shards = new PerSize<>(ShardMemory::new);

  RiskWorker(NeuralOde net, Loss loss, SolveOptions engine) {
    this.loss = loss;
    this.engine = engine;
    this.net = new BoundNet(net, engine.precision());
  }

  void parameters(double[] theta) {
    net.parameters(theta);
  }

  /**
   * Evaluates a shard.
   *
   * @param batch inputs as points, with targets
   * @param thetaBar updated: += the gradient of the sum
   */
  ShardLoss run(Batch batch, Shard shard, FirstSteps first, double[] thetaBar) {
    return shards.of(shard.count()).run(batch, shard, first, thetaBar);
  }

  /** A shard of one size. */
  private final class ShardMemory {
    private final PaddedPass input;
    private final PaddedPass head;
    private final DifferentiableSolve solve;
    private final double[] weight;
    private final double[] x;
    private final double[] h;
    private final double[] y;
    private final double[] targets;
    private final double[] ybar;
    private final double[] fieldBar = new double[net.fieldParameters()];

    ShardMemory(int samples) {
      input = net.input(samples);
      head = net.head(samples);
      FlowDynamics dynamics = net.dynamics(samples);
      solve = engine.method().on(dynamics);
      x = new double[net.net().in() * samples];
      h = new double[dynamics.stateSize()];
      y = new double[net.net().out() * samples];
      targets = new double[y.length];
      ybar = new double[y.length];
      weight = new double[samples];
    }

    ShardLoss run(Batch batch, Shard shard, FirstSteps first, double[] thetaBar) {
      RowPanels.gather(batch.x(), shard, x);
      RowPanels.gather(batch.target(), shard, targets);
      batch.clearUncounted(shard, x);
      batch.clearUncounted(shard, targets);
      Arrays.setAll(weight, s -> batch.weight(shard.first() + s));
      input.forward(x, h);
      SolveReport forward = solve.forward(0, 1, h, first);
      if (forward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), 0);
      }
      head.forward(h, y);
      double sum = loss.add(y, targets, weight, ybar);
      head.backward(ybar, h);
      Arrays.fill(fieldBar, 0);
      SolveReport backward = solve.backward(h, fieldBar);
      input.backward(h, x);
      net.drain(fieldBar, thetaBar);
      return backward.status() == SolveStatus.REACHED_END
          ? new ShardLoss(sum, forward.evaluations(), backward.evaluations())
          : ShardLoss.failed(forward.evaluations(), backward.evaluations());
    }
  }
}
