package advect.variational;

import advect.field.Parameter;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Ode;
import advect.flow.transform.Turn;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.Parallelism;
import advect.parallel.PerSize;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.Fingerprint;
import advect.train.objective.LossReport;
import advect.train.objective.ShardLoss;
import advect.train.objective.ShardedObjective;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * <p>What the transform's regularization costs is added to the loss, but not to the bound that
 * validates.
 *
 * <p>The divergence is part of the draw as well: it has no closed form once T bends.
 *
 * <p>Rows may have weights. The noise of an iteration is a function of seed, iteration and shard.
 *
 * <p>Cost: encoder, transform and decoder forward and back; encoder and decoder in float64, an
 * {@link Ode} in the precision of its settings.
 *
 * <p>Reference: Kingma and Welling 2014, arXiv:1312.6114, equation 6; Rezende and Mohamed 2015,
 * arXiv:1505.05770, equation 15.
 */
public final class Elbo extends ShardedObjective<PerSize<ElboPass>> {
  private final VariationalAutoencoder model;
  private final Batches batches;
  private final RandomStreams streams;
  private final Optional<HeldOutRows> validation;

  /**
   * Rows that judge parameters by their mean negative bound, weighted where rows have weights.
   *
   * @param rows {@code [rows][pixels]} of zeros and ones, not trained on
   * @param draws of the posterior for each row, at least 1
   */
  public record HeldOutRows(Batch rows, int draws) {
    /** Requires draws. */
    public HeldOutRows {
      if (draws < 1) throw new IllegalArgumentException("draws must be at least 1, got " + draws);
    }

    /** Rows that all weigh the same. */
    public HeldOutRows(DMatrixRMaj rows, int draws) {
      this(Batch.of(rows), draws);
    }
  }

  /**
   * A bound.
   *
   * @param batches rows {@code [batch][pixels]} of zeros and ones; others are refused when met
   * @param validation if the best parameters are to be chosen
   * @param seed of the noise
   * @throws IllegalArgumentException if the model's transform leaves out log |det|, or validation
   *     rows are none or not the model's
   */
  public Elbo(
      VariationalAutoencoder model,
      Batches batches,
      Optional<HeldOutRows> validation,
      long seed,
      Parallelism parallelism) {
    super(
        model.parameterCount(),
        parallelism,
        model.transform().solves(),
        () -> new PerSize<>(n -> new ElboPass(model, n)));
    model.transform().requireLogDeterminant();
    this.model = model;
    this.batches = batches;
    this.validation = validation;
    validation.ifPresent(held -> requireRows(held.rows()));
    streams = new RandomStreams(seed);
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  protected Map<String, String> describe() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("objective", "evidence lower bound");
    words.put("model", model.toString());
    words.put("seed", Long.toString(streams.seed()));
    Fingerprint.addTo(words, batches);
    words.put(
        "validation",
        validation.map(held -> held.draws() + " draws for " + held.rows().digest()).orElse("none"));
    return words;
  }

  /**
   * The loss of an iteration.
   *
   * @throws IllegalArgumentException if its batch has no rows, rows of other pixels than the
   *     model's, or a pixel that is neither 0 nor 1
   */
  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    Batch batch = batches.batch(iteration);
    requireRows(batch);
    model.requireParameters(theta);
    return shards()
        .evaluate(
            batch.rows(),
            batch.totalWeight(),
            thetaBar,
            (passes, shard, first, shardBar) -> {
              ElboPass pass = passes.of(shard.count());
              pass.parameters(theta);
              return run(pass, batch, new Turn(shard, iteration, first), shardBar);
            });
  }

  private void requireRows(Batch batch) {
    if (batch.rows() < 1) {
      throw new IllegalArgumentException(
          "expected at least one row, got [%d][%d]".formatted(batch.rows(), batch.x().numCols));
    }
    model.requireRows(batch.x());
  }

  private ShardLoss run(ElboPass pass, Batch batch, Turn turn, double[] thetaBar) {
    Shard shard = turn.shard();
    double[] x = new double[model.pixels() * shard.count()];
    RowPanels.gather(batch.x(), shard, x);
    batch.clearUncounted(shard, x);
    double[] epsilon = new double[model.latent() * shard.count()];
    var rng = streams.stream(Purpose.VARIATIONAL, turn.iteration(), shard.index());
    new StandardNormal(model.latent()).sample(rng, epsilon);
    double[] logw = new double[shard.count()];
    SolveReport forward = pass.forward(x, epsilon, logw, turn);
    double[] weight = new double[shard.count()];
    Arrays.setAll(weight, s -> batch.weight(shard.first() + s));
    double sum = 0;
    for (int s = 0; s < logw.length; s++) {
      if (weight[s] != 0) sum -= weight[s] * (logw[s] - pass.cost()[s]);
    }
    if (forward.status() != SolveStatus.REACHED_END || !Double.isFinite(sum)) {
      return ShardLoss.failed(forward.evaluations(), 0);
    }
    SolveReport backward = pass.backward(weight, thetaBar);
    return backward.status() == SolveStatus.REACHED_END
        ? new ShardLoss(sum, forward.evaluations(), backward.evaluations())
        : ShardLoss.failed(forward.evaluations(), backward.evaluations());
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    if (validation.isEmpty()) return OptionalDouble.empty();
    HeldOutRows held = validation.get();
    double[][] logw =
        new TrainedAutoencoder(model, theta)
            .logWeights(held.rows().x(), held.draws(), streams.seed(), threads());
    double[] bounds =
        Arrays.stream(logw)
            .mapToDouble(row -> Arrays.stream(row).average().orElse(Double.NaN))
            .toArray();
    double loss = -held.rows().mean(bounds);
    return OptionalDouble.of(Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss);
  }
}
