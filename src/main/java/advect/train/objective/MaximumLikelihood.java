package advect.train.objective;

import advect.field.Parameter;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.Standardization;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import advect.parallel.Parallelism;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The mean negative log likelihood of a batch, with what its transform's regularization costs, and
 * its gradient in θ.
 *
 * <p>Each shard is moved from data to base; its cotangents are those of a sum, so that the adjoint
 * has the same scale for every batch size. {@link ShardedLoss} adds them up: the same bits for any
 * number of threads. A row's weight multiplies its loss, and the mean is over weights.
 *
 * <p>A flow whose settings leave out the trace has no likelihood, and is refused.
 *
 * <p>The directions of a stochastic trace are drawn once a shard and iteration from the seed.
 */
public final class MaximumLikelihood extends ShardedObjective<LikelihoodWorker> {
  private final Flow flow;
  private final Standardization contextUnits;
  private final Batches batches;
  private final HeldOut validation;
  private final Map<String, String> words;

  /**
   * The likelihood of a continuous flow.
   *
   * @param flow field, base, standardisation, trace, precision, parallelism and seed; its
   *     parameters and solver are not used
   * @param method solves and differentiates
   * @param regularization what is paid for besides the likelihood
   * @param batches rows in data units
   * @param validation judged by the likelihood alone; may be {@link HeldOut#none}
   */
  public MaximumLikelihood(
      ContinuousFlow flow,
      GradientMethod method,
      Regularization regularization,
      Batches batches,
      HeldOut validation) {
    this(
        flow.flow(method, regularization),
        flow.contextUnits(),
        batches,
        validation,
        Fingerprint.of(flow, method, regularization, batches, validation),
        flow.settings().parallelism());
  }

  /** The likelihood of a continuous flow alone, without validation. */
  public MaximumLikelihood(ContinuousFlow flow, GradientMethod method, Batches batches) {
    this(flow, method, Regularization.NONE, batches, HeldOut.none());
  }

  /**
   * The likelihood of any flow, without a context and without validation.
   *
   * @param batches rows in data units
   */
  public MaximumLikelihood(Flow flow, Batches batches, Parallelism parallelism) {
    this(
        flow,
        Standardization.identity(flow.transform().contextDim()),
        batches,
        HeldOut.none(),
        Fingerprint.of(flow, batches),
        parallelism);
  }

  private MaximumLikelihood(
      Flow flow,
      Standardization contextUnits,
      Batches batches,
      HeldOut validation,
      Map<String, String> words,
      Parallelism parallelism) {
    super(
        flow.parameterCount(),
        parallelism,
        flow.transform().solves(),
        () -> new LikelihoodWorker(flow, contextUnits));
    this.flow = flow;
    this.contextUnits = contextUnits;
    this.batches = batches;
    this.validation = validation;
    this.words = words;
  }

  @Override
  public List<Parameter> parameters() {
    return flow.parameters();
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    Batch batch = batches.batch(iteration);
    batch.requireShape(flow.dim(), contextUnits.dim());
    for (LikelihoodWorker worker : shards().workers()) worker.parameters(theta);
    return shards()
        .evaluate(
            batch.rows(),
            batch.totalWeight(),
            thetaBar,
            (worker, shard, first, shardBar) ->
                worker.run(batch, shard, iteration, first, shardBar));
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    return validation.loss(theta);
  }

  @Override
  protected Map<String, String> describe() {
    return words;
  }
}
