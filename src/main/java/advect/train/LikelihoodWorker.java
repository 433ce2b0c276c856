package advect.train;

import advect.field.BoundField;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.ShardDirections;
import advect.gradient.DifferentiableSolve;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import advect.kernel.Kernels;
import advect.ode.SolveReport;
import advect.ode.SolveStatus;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** One thread's memory for likelihoods and their gradients. */
final class LikelihoodWorker {
  private final ContinuousFlow flow;
  private final GradientMethod method;
  private final BoundField field;
  private final ShardDirections directions;
  private final Map<Integer, ShardMemory> shards = new HashMap<>();

  LikelihoodWorker(ContinuousFlow flow, GradientMethod method) {
    this.flow = flow;
    this.method = method;
    FlowSettings settings = flow.settings();
    directions = new ShardDirections(settings.trace(), flow.dim(), settings.seed());
    field = flow.field().bind(Kernels.of(settings.precision()));
  }

  void parameters(double[] theta) {
    field.parameters(theta);
  }

  /**
   * Evaluates a shard.
   *
   * @param iteration chooses the directions of a stochastic trace
   * @param first the shard's memory of first steps
   * @param thetaBar updated: += ∂nll/∂θ
   */
  ShardLoss run(
      DMatrixRMaj batch, Shard shard, int iteration, FirstSteps first, double[] thetaBar) {
    return shards
        .computeIfAbsent(shard.count(), ShardMemory::new)
        .run(batch, shard, iteration, first, thetaBar);
  }

  /** A shard of one size: y = [z | ∫ tr dt]. */
  private final class ShardMemory {
    private final FlowDynamics dynamics;
    private final DifferentiableSolve solve;
    private final double[] z;
    private final double[] score;
    private final double[] logp;
    private final double[] y;
    private final double[] ybar;

    ShardMemory(int samples) {
      dynamics = new FlowDynamics(field, flow.dim(), samples, directions.tangents());
      solve = method.on(dynamics);
      z = new double[dynamics.stateSize()];
      score = new double[z.length];
      logp = new double[samples];
      y = new double[z.length + samples];
      ybar = new double[y.length];
    }

    ShardLoss run(
        DMatrixRMaj batch, Shard shard, int iteration, FirstSteps first, double[] thetaBar) {
      dynamics.directions(directions.of(shard, iteration));
      flow.standardization().gather(batch, shard, z);
      System.arraycopy(z, 0, y, 0, z.length);
      Arrays.fill(y, z.length, y.length, 0);
      SolveReport forward = solve.forward(flow.end(), 0, y, first);
      if (forward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), 0);
      }
      double nll = negativeLogLikelihood();
      SolveReport backward = solve.backward(ybar, thetaBar);
      if (backward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), backward.evaluations());
      }
      return new ShardLoss(nll, forward.evaluations(), backward.evaluations());
    }

    /** -Σ (log p₀(z) + c + log |det standardisation|), leaving its cotangents in ȳ. */
    private double negativeLogLikelihood() {
      System.arraycopy(y, 0, z, 0, z.length);
      System.arraycopy(y, z.length, logp, 0, logp.length);
      flow.base().addLogDensity(z, logp);
      flow.base().score(z, score);
      for (int i = 0; i < score.length; i++) ybar[i] = -score[i];
      Arrays.fill(ybar, score.length, ybar.length, -1);
      double sum = 0;
      for (double value : logp) sum -= value + flow.standardization().logDeterminant();
      return sum;
    }
  }
}
