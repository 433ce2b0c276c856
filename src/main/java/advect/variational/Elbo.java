package advect.variational;

import advect.flow.StandardNormal;
import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.train.Batches;
import advect.train.Descent;
import advect.train.ShardLoss;
import advect.train.ShardedLoss;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The negative evidence lower bound of batches of rows, in nats a row, and its gradient with one
 * draw of the posterior a row, by reparameterisation:
 *
 * <pre>
 *   -ELBO(x) = -E[log p(x | z) + log N(z) - log q(z | x)],
 *   log q(z | x) = log N(ε) - Σ log s - log |det ∂T/∂z₀|,  z = T(z₀),  z₀ = μ + s ∘ ε.
 * </pre>
 *
 * <p>The divergence is part of the draw as well: it has no closed form once T bends.
 *
 * <p>The noise of an iteration is a function of seed, iteration and shard.
 *
 * <p>Cost: encoder, transport and decoder forward and back, in float64.
 *
 * <p>Reference: Kingma and Welling 2014, arXiv:1312.6114, equation 6; Rezende and Mohamed 2015,
 * arXiv:1505.05770, equation 15.
 */
public final class Elbo implements Descent.Objective, AutoCloseable {
  private final VariationalAutoencoder model;
  private final Batches batches;
  private final RandomStreams streams;
  private final ShardedLoss<Map<Integer, ElboPass>> shards;

  /**
   * A bound.
   *
   * @param batches rows {@code [batch][pixels]} of zeros and ones; others are refused when met
   * @param seed of the noise
   */
  public Elbo(VariationalAutoencoder model, Batches batches, long seed, Parallelism parallelism) {
    this.model = model;
    this.batches = batches;
    streams = new RandomStreams(seed);
    shards = new ShardedLoss<>(model.parameterCount(), parallelism, HashMap::new);
  }

  @Override
  public double evaluate(double[] theta, int iteration, double[] thetaBar) {
    DMatrixRMaj batch = batches.batch(iteration);
    if (batch.numRows < 1) throw new IllegalArgumentException("a batch without rows");
    model.requireRows(batch);
    model.requireParameters(theta);
    return shards
        .evaluate(
            batch.numRows,
            thetaBar,
            (passes, shard, first, shardBar) -> {
              ElboPass pass = passes.computeIfAbsent(shard.count(), n -> new ElboPass(model, n));
              pass.parameters(theta);
              return run(pass, batch, shard, first, iteration, shardBar);
            })
        .value();
  }

  private ShardLoss run(
      ElboPass pass,
      DMatrixRMaj batch,
      Shard shard,
      FirstSteps first,
      int iteration,
      double[] thetaBar) {
    double[] x = new double[model.pixels() * shard.count()];
    RowPanels.gather(batch, shard, x);
    double[] epsilon = new double[model.latent() * shard.count()];
    var rng = streams.stream(Purpose.VARIATIONAL, iteration, shard.index());
    new StandardNormal().sample(rng, epsilon);
    double[] logw = new double[shard.count()];
    SolveReport forward = pass.forward(x, epsilon, logw, first);
    double sum = -Arrays.stream(logw).sum();
    if (!Double.isFinite(sum)) return ShardLoss.failed(forward.evaluations(), 0);
    SolveReport backward = pass.backward(thetaBar);
    return new ShardLoss(sum, forward.evaluations(), backward.evaluations());
  }

  @Override
  public void close() {
    shards.close();
  }
}
