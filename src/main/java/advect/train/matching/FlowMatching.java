package advect.train.matching;

import advect.field.Parameter;
import advect.field.composed.PiecewiseField;
import advect.flow.ContinuousFlow;
import advect.train.objective.Batches;
import advect.train.objective.Fingerprint;
import advect.train.objective.HeldOut;
import advect.train.objective.LossReport;
import advect.train.objective.MaximumLikelihood;
import advect.train.objective.ShardedObjective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The mean squared error of the field's velocity along straight paths from base to data, and its
 * gradient in θ:
 *
 * <pre>
 *   E |f(t, x_t, c; θ) - (x₁ - x₀)|²,    x_t = t x₁ + (1 - t) x₀ + σ ε,    t ~ U(0, 1),  ε ~ N(0, I)
 * </pre>
 *
 * <p>with x₀ a draw of the base, x₁ a data row in standardised units, c its standardised context,
 * and | |² a sum over dimensions. Of all fields, E[x₁ - x₀ | x_t, c] has the least loss; it carries
 * the base to the data convolved with N(0, σ² I). The loss does not go to 0 but to the variance of
 * x₁ - x₀ given x_t, so it says little by itself: validation is by likelihood, as it is for {@link
 * MaximumLikelihood}, so that one can follow the other as phases of one training.
 *
 * <p>x₀ is drawn from the base with its part of θ, in which the loss is not differentiated: its
 * gradient is 0, and so it stays as it is unless an optimizer's weight decay moves it. A row's
 * weight multiplies its loss, and the mean is over weights. Draws are functions of (seed,
 * iteration, shard): the same bits for any number of threads.
 *
 * <p>Cost: one forward and one backward pass of the field a shard, without tangents and without a
 * solve, beside what the {@link Coupling} costs.
 *
 * <p>Reference: Lipman et al. 2023, arXiv:2210.02747; with these paths Tong et al. 2024,
 * arXiv:2302.00482, section 3.2.
 */
public final class FlowMatching extends ShardedObjective<MatchingWorker> {
  private final ContinuousFlow flow;
  private final Coupling coupling;
  private final HeldOut validation;
  private final Map<String, String> words;

  /**
   * The matching of a flow.
   *
   * @param flow field, base, units, precision, parallelism and seed; its parameters are not used
   * @param coupling which rows the paths end in
   * @param noise σ, in standardised units
   * @param validation judged by the likelihood; may be {@link HeldOut#none}
   * @throws IllegalArgumentException if σ is negative, or this flow cannot be trained so
   */
  public FlowMatching(ContinuousFlow flow, Coupling coupling, double noise, HeldOut validation) {
    super(
        flow.parameters().length,
        flow.settings().parallelism(),
        () -> new MatchingWorker(flow, noise));
    if (!(noise >= 0 && noise <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the noise of a path must be finite and not negative, got " + noise);
    }
    requireWholePaths(flow);
    coupling.requireFits(flow);
    this.flow = flow;
    this.coupling = coupling;
    this.validation = validation;
    words = words(flow, coupling, noise, validation);
  }

  /** Independent coupling without noise and without validation. */
  public FlowMatching(ContinuousFlow flow, Batches batches) {
    this(flow, Coupling.independent(batches), 0, HeldOut.none());
  }

  private static Map<String, String> words(
      ContinuousFlow flow, Coupling coupling, double noise, HeldOut validation) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("objective", "flow matching");
    words.put("noise of paths", Double.toString(noise));
    Fingerprint.addTo(words, flow);
    words.putAll(coupling.describe());
    validation.addTo(words);
    return words;
  }

  private static void requireWholePaths(ContinuousFlow flow) {
    if (flow.end() != 1) {
      throw new IllegalArgumentException(
          "flow matching trains flows that end at time 1, this one ends at %s: match the whole flow"
                  .formatted(flow.end())
              + " and call until afterwards");
    }
    if (flow.field() instanceof PiecewiseField) {
      throw new IllegalArgumentException(
          "flow matching evaluates a shard at many times at once, and a piecewise field can only be"
              + " evaluated at times of one piece: take another field, or maximum likelihood");
    }
  }

  /** θ: the field's parameters, then the base's. */
  @Override
  public List<Parameter> parameters() {
    return flow.flow().parameters();
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    Ends ends = coupling.ends(flow, flow.flow().ofBase(theta), iteration);
    for (MatchingWorker worker : shards().workers()) worker.parameters(theta);
    return shards()
        .evaluate(
            ends.rows(),
            ends.totalWeight(),
            thetaBar,
            (worker, shard, first, shardBar) -> worker.run(ends, shard, iteration, shardBar));
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
