package advect.variational;

import advect.field.Parameter;
import advect.flow.Flow;
import advect.flow.LogDensity;
import advect.flow.base.StandardNormal;
import advect.flow.transform.BoundTransform;
import advect.flow.transform.Samples;
import advect.flow.transform.Transform;
import advect.flow.transform.TransformPass;
import advect.flow.transform.Turn;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.Parallelism;
import advect.parallel.PerSize;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.Shard;
import advect.train.objective.LossReport;
import advect.train.objective.ShardLoss;
import advect.train.objective.ShardedObjective;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The annealed free energy of a transported normal law on an energy, and its gradient by
 * reparameterisation:
 *
 * <pre>
 *   F = E[log q(z₁) + β U(z₁)] = E[log N(z₀) - log |det ∂z₁/∂z₀| + β U(z₁)],  z₀ ~ N(0, I),
 * </pre>
 *
 * <p>which for β = 1 is KL(q ‖ p) - log Z. β rises as min(1, 0.01 + iteration/anneal). What the
 * transform's regularization costs is added to the loss.
 *
 * <p>The draws of an iteration are a function of seed, iteration and shard.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 20.
 */
public final class FreeEnergy extends ShardedObjective<FreeEnergy.Worker> {
  private static final double FIRST_BETA = 0.01;

  private final Flow flow;
  private final LogDensity density;
  private final Energy energy;
  private final RandomStreams streams;
  private final int batch;
  private final int anneal;

  /**
   * A free energy.
   *
   * @param transform of the plane, without a context
   * @param seed of the draws
   * @param batch draws an iteration, at least 1
   * @param anneal iterations until β is 1, about; at least 1
   * @throws IllegalArgumentException if the transform is another one or leaves out log |det|, or a
   *     number is too small
   */
  public FreeEnergy(
      Transform transform,
      Energy energy,
      long seed,
      int batch,
      int anneal,
      Parallelism parallelism) {
    super(transform.parameterCount(), parallelism, transform.solves(), () -> new Worker(transform));
    if (transform.dim() != 2 || transform.contextDim() != 0) {
      throw new IllegalArgumentException(
          "expected a transform of the plane without a context, got " + transform);
    }
    transform.requireLogDeterminant();
    if (batch < 1 || anneal < 1) {
      throw new IllegalArgumentException(
          "batch and anneal must be at least 1, got %d and %d".formatted(batch, anneal));
    }
    flow = new Flow(new StandardNormal(2), transform);
    density = flow.logDensity(new double[flow.parameterCount()]);
    this.energy = energy;
    this.batch = batch;
    this.anneal = anneal;
    streams = new RandomStreams(seed);
  }

  /** One thread's memory. */
  static final class Worker {
    final BoundTransform bound;
    final PerSize<TransformPass> passes;

    Worker(Transform transform) {
      bound = transform.bind();
      passes = new PerSize<>(bound::pass);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return flow.parameters();
  }

  @Override
  protected Map<String, String> describe() {
    return Map.of(
        "objective",
        "free energy of " + energy,
        "transform",
        flow.transform().toString(),
        "draws",
        batch + " of seed " + streams.seed(),
        "annealing",
        Integer.toString(anneal));
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    double beta = Math.min(1, FIRST_BETA + (double) iteration / anneal);
    for (Worker worker : shards().workers()) worker.bound.parameters(theta);
    return shards()
        .evaluate(
            batch,
            thetaBar,
            (worker, shard, first, shardBar) ->
                run(
                    worker.passes.of(shard.count()),
                    new Turn(shard, iteration, first),
                    beta,
                    shardBar));
  }

  private ShardLoss run(TransformPass pass, Turn turn, double beta, double[] thetaBar) {
    Shard shard = turn.shard();
    int n = shard.count();
    Samples samples = new Samples(2, n);
    double[] z = samples.z();
    double[] logq = new double[n];
    density.base().sample(streams.stream(Purpose.VARIATIONAL, turn.iteration(), shard.index()), z);
    density.ofDraws(z, logq);
    SolveReport forward = pass.forward(samples, turn);
    density.afterMove(samples, logq);
    Samples bar = new Samples(2, n);
    double[] slope = new double[2];
    double sum = 0;
    for (int s = 0; s < n; s++) {
      sum += logq[s] + beta * energy.value(z[s], z[n + s], slope) + samples.cost()[s];
      bar.cost()[s] = 1;
      bar.z()[s] = beta * slope[0]; // z̄ = β ∂U/∂z
      bar.z()[n + s] = beta * slope[1];
    }
    if (forward.status() != SolveStatus.REACHED_END || !Double.isFinite(sum)) {
      return ShardLoss.failed(forward.evaluations(), 0);
    }
    double[] logqBar = new double[n];
    Arrays.fill(logqBar, 1);
    density.afterMoveBackward(logqBar, bar);
    SolveReport backward = pass.backward(bar, thetaBar);
    return backward.status() == SolveStatus.REACHED_END
        ? new ShardLoss(sum, forward.evaluations(), backward.evaluations())
        : ShardLoss.failed(forward.evaluations(), backward.evaluations());
  }
}
