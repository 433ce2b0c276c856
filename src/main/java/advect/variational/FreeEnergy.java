package advect.variational;

import advect.flow.StandardNormal;
import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.Shard;
import advect.train.Descent;
import advect.train.ShardLoss;
import advect.train.ShardedLoss;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The annealed free energy of a transported normal law on an energy, and its gradient by
 * reparameterisation:
 *
 * <pre>
 *   F = E[log q(z₁) + β U(z₁)] = E[log N(z₀) - log |det ∂z₁/∂z₀| + β U(z₁)],  z₀ ~ N(0, I),
 * </pre>
 *
 * <p>which for β = 1 is KL(q ‖ p) - log Z. β rises as min(1, 0.01 + iteration/anneal).
 *
 * <p>The draws of an iteration are a function of seed, iteration and shard.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 20.
 */
public final class FreeEnergy implements Descent.Objective, AutoCloseable {
  private static final double FIRST_BETA = 0.01;

  private final Transport transport;
  private final Energy energy;
  private final RandomStreams streams;
  private final int batch;
  private final int anneal;
  private final ShardedLoss<Map<Integer, Transport.Pass>> shards;

  /**
   * A free energy.
   *
   * @param transport of the plane, without a condition
   * @param seed of the draws
   * @param batch draws an iteration, at least 1
   * @param anneal iterations until β is 1, about; at least 1
   * @throws IllegalArgumentException if the transport is another one, or a number is too small
   */
  public FreeEnergy(
      Transport transport,
      Energy energy,
      long seed,
      int batch,
      int anneal,
      Parallelism parallelism) {
    if (transport.dim() != 2 || transport.conditionCount() != 0) {
      throw new IllegalArgumentException(
          "expected a transport of the plane without a condition, got " + transport);
    }
    if (batch < 1 || anneal < 1) {
      throw new IllegalArgumentException(
          "batch and anneal must be at least 1, got %d and %d".formatted(batch, anneal));
    }
    this.transport = transport;
    this.energy = energy;
    this.batch = batch;
    this.anneal = anneal;
    streams = new RandomStreams(seed);
    shards = new ShardedLoss<>(transport.parameterCount(), parallelism, HashMap::new);
  }

  @Override
  public double evaluate(double[] theta, int iteration, double[] thetaBar) {
    double beta = Math.min(1, FIRST_BETA + (double) iteration / anneal);
    return shards
        .evaluate(
            batch,
            thetaBar,
            (passes, shard, first, shardBar) -> {
              Transport.Pass pass = passes.computeIfAbsent(shard.count(), transport::pass);
              pass.parameters(theta);
              return run(pass, shard, first, iteration, beta, shardBar);
            })
        .value();
  }

  private ShardLoss run(
      Transport.Pass pass,
      Shard shard,
      FirstSteps first,
      int iteration,
      double beta,
      double[] thetaBar) {
    int n = shard.count();
    RandomGenerator rng = streams.stream(Purpose.VARIATIONAL, iteration, shard.index());
    double[] z = new double[2 * n];
    double[] logq = new double[n];
    double[] logDet = new double[n];
    StandardNormal normal = new StandardNormal();
    normal.sample(rng, z);
    normal.addLogDensity(z, logq);
    SolveReport forward = pass.forward(new double[0], z, logDet, first);
    double[] slope = new double[2];
    double sum = 0;
    for (int s = 0; s < n; s++) {
      sum += logq[s] - logDet[s] + beta * energy.value(z[s], z[n + s], slope);
      z[s] = beta * slope[0];
      z[n + s] = beta * slope[1];
    }
    if (!Double.isFinite(sum)) return ShardLoss.failed(forward.evaluations(), 0);
    double[] logDetBar = new double[n];
    Arrays.fill(logDetBar, -1);
    // z̄ = β ∂U/∂z
    SolveReport backward = pass.backward(z, logDetBar, new double[0], thetaBar);
    return new ShardLoss(sum, forward.evaluations(), backward.evaluations());
  }

  @Override
  public void close() {
    shards.close();
  }
}
