package advect.flow;

import advect.parallel.Parallelism;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean of K densities of the same rows, p(x) = (p₁(x) + ... + p_K(x)) / K, as of flows that
 * were trained from different starts. Where rows are few its likelihood is above that of its
 * members, whose errors differ; how far they are apart tells where it knows little ({@link
 * FlowPoints#spread}).
 *
 * <p>A draw is one of a member that is chosen at random. There is no one map to a base: {@link
 * #members} have theirs.
 *
 * <p>Cost: K times a member to score, once to draw. Threads: immutable; safe to share.
 *
 * <p>Reference: Lakshminarayanan et al. 2017, arXiv:1612.01474.
 *
 * @param members two or more of one dimension, none of them conditional
 */
public record Ensemble(List<FlowDensity> members) implements Density {
  /** Requires members that score the same rows. */
  public Ensemble {
    members = List.copyOf(members);
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
  }

  /** The density of one flow, or the mean of several. */
  public static Density of(List<FlowDensity> members) {
    return members.size() == 1 ? members.get(0) : new Ensemble(members);
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
    return new Ensemble(members.stream().map(change).toList());
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
