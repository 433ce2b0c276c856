package advect.variational;

import advect.flow.StandardNormal;
import advect.flow.Standardization;
import advect.parallel.Parallelism;
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
 * The mean negative log likelihood of batches under a map from data to a normal law, and its
 * gradient, in nats a row:
 *
 * <pre>
 *   log p(x) = log N(T(y)) + log |det ∂T/∂y| - Σ log scale,  y = (x - shift)/scale.
 * </pre>
 *
 * <p>A discrete flow without an inverse in closed form learns in this direction alone. Cost: that
 * of the layers, forward and back.
 */
public final class LayeredLikelihood implements Descent.Objective, AutoCloseable {
  private final LayeredFlow flow;
  private final Batches batches;
  private final Standardization standardization;
  private final ShardedLoss<Map<Integer, Transport.Pass>> shards;

  /**
   * A likelihood.
   *
   * @param flow from standardised data to the base, shared by all rows
   * @param batches rows {@code [batch][dim]} in data units, finite; others are refused when met
   * @param standardization of the batches' rows
   * @throws IllegalArgumentException if layers are amortised, or columns are not as many
   */
  public LayeredLikelihood(
      LayeredFlow flow, Batches batches, Standardization standardization, Parallelism parallelism) {
    if (flow.amortized()) throw new IllegalArgumentException("expected layers that rows share");
    if (standardization.dim() != flow.dim()) {
      throw new IllegalArgumentException(
          "expected a standardisation of %d columns, got %d"
              .formatted(flow.dim(), standardization.dim()));
    }
    this.flow = flow;
    this.batches = batches;
    this.standardization = standardization;
    shards = new ShardedLoss<>(flow.parameterCount(), parallelism, HashMap::new);
  }

  @Override
  public double evaluate(double[] theta, int iteration, double[] thetaBar) {
    DMatrixRMaj batch = batches.batch(iteration);
    if (batch.numCols != flow.dim() || batch.numRows < 1) {
      throw new IllegalArgumentException(
          "expected a batch [rows][%d], got [%d][%d]"
              .formatted(flow.dim(), batch.numRows, batch.numCols));
    }
    Moved.requireFinite(batch);
    return shards
        .evaluate(
            batch.numRows,
            thetaBar,
            (passes, shard, first, shardBar) -> {
              Transport.Pass pass = passes.computeIfAbsent(shard.count(), flow::pass);
              pass.parameters(theta);
              return run(pass, batch, shard, shardBar);
            })
        .value();
  }

  private ShardLoss run(Transport.Pass pass, DMatrixRMaj batch, Shard shard, double[] thetaBar) {
    double[] z = new double[shard.count() * flow.dim()];
    double[] logp = new double[shard.count()];
    standardization.gather(batch, shard, z);
    pass.forward(new double[0], z, logp);
    new StandardNormal().addLogDensity(z, logp);
    double[] logDetBar = new double[shard.count()];
    Arrays.fill(logDetBar, -1);
    double sum = 0;
    for (double value : logp) sum -= value + standardization.logDeterminant();
    pass.backward(z, logDetBar, new double[0], thetaBar); // z̄ = z, from -log N(z)
    return new ShardLoss(sum, 0, 0);
  }

  @Override
  public void close() {
    shards.close();
  }
}
