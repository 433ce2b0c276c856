package advect.train.objective;

import static java.util.Objects.requireNonNull;

import advect.flow.Flow;
import advect.flow.LogDensity;
import advect.flow.Standardization;
import advect.flow.transform.BoundTransform;
import advect.flow.transform.Samples;
import advect.flow.transform.TransformPass;
import advect.flow.transform.Turn;
import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.PerSize;
import advect.parallel.Shard;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One thread's memory for likelihoods and their gradients. */
final class LikelihoodWorker {
  private final Flow flow;
  private final Standardization contextUnits;
  private final BoundTransform toBase;
  private final PerSize<Memory> shards = new PerSize<>(Memory::new);
  private final double[] transformBar;
  private final double[] phiBar;
  private @Nullable LogDensity density;

  LikelihoodWorker(Flow flow, Standardization contextUnits) {
    flow.transform().requireLogDeterminant();
    this.flow = flow;
    this.contextUnits = contextUnits;
    toBase = flow.transform().inverse().bind();
    transformBar = new double[flow.transform().parameterCount()];
    phiBar = new double[flow.base().parameterCount()];
    shards.of(1); // refuses costs that the solver cannot carry before any training
  }

  void parameters(double[] theta) {
    toBase.parameters(flow.ofTransform(theta));
    density = flow.logDensity(theta);
  }

  /**
   * Evaluates a shard.
   *
   * @param iteration chooses the directions of a stochastic trace
   * @param first the shard's memory of first steps
   * @param thetaBar updated: += ∂ loss/∂θ
   */
  ShardLoss run(Batch batch, Shard shard, int iteration, FirstSteps first, double[] thetaBar) {
    return shards.of(shard.count()).run(batch, new Turn(shard, iteration, first), thetaBar);
  }

  /** A shard of one size. */
  private final class Memory {
    private final TransformPass pass;
    private final int samples;
    private final double[] logp;
    private final double[] logpBar;
    private final Samples bar;

    Memory(int samples) {
      this.samples = samples;
      pass = toBase.pass(samples);
      logp = new double[samples];
      logpBar = new double[samples];
      bar = new Samples(flow.dim(), contextUnits.dim(), samples);
    }

    ShardLoss run(Batch batch, Turn turn, double[] thetaBar) {
      Samples moved = new Samples(flow.dim(), contextUnits.dim(), samples);
      flow.units().gather(batch.x(), turn.shard(), moved.z());
      contextUnits.gather(batch.context(), turn.shard(), moved.context());
      batch.clearUncounted(turn.shard(), moved.z());
      batch.clearUncounted(turn.shard(), moved.context());
      SolveReport forward = pass.forward(moved, turn);
      if (forward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), 0);
      }
      double loss = loss(batch, turn.shard(), moved);
      Arrays.fill(phiBar, 0);
      requireNonNull(density).ofPointsBackward(moved, logpBar, bar, phiBar);
      Arrays.fill(transformBar, 0);
      SolveReport backward = pass.backward(bar, transformBar);
      if (backward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), backward.evaluations());
      }
      drain(thetaBar);
      return new ShardLoss(loss, forward.evaluations(), backward.evaluations());
    }

    /** Σ weight · (cost - log p), leaving its cotangents in {@code logpBar} and {@code bar}. */
    private double loss(Batch batch, Shard shard, Samples moved) {
      requireNonNull(density).ofPoints(moved, logp);
      Arrays.fill(bar.context(), 0);
      double sum = 0;
      for (int s = 0; s < samples; s++) {
        double weight = batch.weight(shard.first() + s);
        if (weight != 0) sum -= weight * (logp[s] - moved.cost()[s]); // of which 0 · ∞ is NaN
        logpBar[s] = -weight;
        bar.cost()[s] = weight;
      }
      return sum;
    }

    private void drain(double[] thetaBar) {
      int start = transformBar.length;
      for (int i = 0; i < start; i++) thetaBar[i] += transformBar[i];
      for (int i = 0; i < phiBar.length; i++) thetaBar[start + i] += phiBar[i];
    }
  }
}
