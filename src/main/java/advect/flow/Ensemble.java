package advect.flow;

import advect.parallel.Parallelism;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The weighted mean of K densities of the same rows,
 *
 * <pre>
 *   p(x) = Σₖ wₖ pₖ(x) / Σₖ wₖ
 * </pre>
 *
 * as of flows that were trained from different starts, or of a flow and a density of another kind.
 * Where rows are few its likelihood is above that of its members, whose errors differ; how far
 * apart flows are tells where they know little ({@link FlowPoints#spread}).
 *
 * <p>A draw is one of a member that is chosen at random, by the weights. There is no one map to a
 * base: {@link #members} have theirs.
 *
 * <p>Cost: that of all members to score, of one to draw. Threads: immutable; safe to share.
 *
 * <p>References: Lakshminarayanan et al. 2017, arXiv:1612.01474; Smyth and Wolpert, "Linearly
 * combining density estimators via stacking", Machine Learning 36, 1999.
 *
 * @param members two or more of one dimension, none of them conditional
 * @param weights one a member, positive; only their proportions count
 */
public record Ensemble(List<FlowDensity> members, List<Double> weights) implements Density {
  /** Requires members that score the same rows. */
  public Ensemble {
    members = List.copyOf(members);
    weights = List.copyOf(weights);
    if (members.size() < 2) {
      throw new IllegalArgumentException(
          "an ensemble has two members or more, got " + members.size());
    }
    int dim = members.get(0).dim();
    for (FlowDensity member : members) {
      if (member.dim() != dim || member.contextDim() > 0) {
        throw new IllegalArgumentException(
            "members of an ensemble have one dimension, %d, and no context; got one of %d with a context of %d"
                .formatted(dim, member.dim(), member.contextDim()));
      }
    }
    if (weights.size() != members.size()
        || !weights.stream().allMatch(w -> w > 0 && Double.isFinite(w))) {
      throw new IllegalArgumentException(
          "%d members have a positive weight each, got %s".formatted(members.size(), weights));
    }
  }

  /** Members that count alike. */
  public Ensemble(List<FlowDensity> members) {
    this(members, Collections.nCopies(members.size(), 1.0));
  }

  /** The density of one flow, or the mean of several. */
  public static Density of(List<FlowDensity> members) {
    return of(members, Collections.nCopies(members.size(), 1.0));
  }

  /** The density of one flow, or the weighted mean of several. */
  public static Density of(List<FlowDensity> members, List<Double> weights) {
    return members.size() == 1 ? members.get(0) : new Ensemble(members, weights);
  }

  @Override
  public int dim() {
    return members.get(0).dim();
  }

  @Override
  public int contextDim() {
    return 0;
  }

  @Override
  public Parallelism parallelism() {
    return members.get(0).parallelism();
  }

  @Override
  public Ensemble with(FlowSettings settings) {
    return each(member -> member.with(settings));
  }

  @Override
  public Ensemble withParallelism(Parallelism value) {
    return each(member -> member.withParallelism(value));
  }

  private Ensemble each(UnaryOperator<FlowDensity> change) {
    return new Ensemble(members.stream().map(change).toList(), weights);
  }

  @Override
  public double[] logDensity(DMatrixRMaj x) {
    FlowRun.requireFinite(x, FlowDensity.NO_CONTEXT);
    try (Scorer scorer = scorer()) {
      return scorer.score(x).orThrow().logDensity();
    }
  }

  @Override
  public FlowPoints logDensityWithError(DMatrixRMaj x) {
    FlowRun.requireFinite(x, FlowDensity.NO_CONTEXT);
    try (Scorer scorer = scorer()) {
      return scorer.scoreWithErrors(x).orThrow();
    }
  }

  @Override
  public DMatrixRMaj sample(int n, long seed) {
    try (Scorer scorer = scorer()) {
      return scorer.sample(n, seed).orThrow().points();
    }
  }

  @Override
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    FlowDensity.requireBlock(block, rows);
    try (Scorer scorer = scorer()) {
      return scorer.sampleBlock(block, rows, seed).orThrow().points();
    }
  }

  @Override
  public Scorer scorer() {
    return new Scorer(this);
  }
}
