package advect.flow.transform;

import advect.field.Parameter;
import advect.field.ParameterBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Transforms one after another, z ↦ T_K(... T₁(z)), with log |det| and costs their sums. Without
 * parts it is the identity.
 *
 * <p>θ is that of the parts, first part first. Parts either share one context, or each has a block
 * of its own in it.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 7.
 *
 * @param dim dimension of z
 * @param parts first part first
 * @param splitsContext whether every part has a block of its own in the context
 * @param backwards whether the chain is undone instead: T₁⁻¹(... T_K⁻¹(z)), with the same θ
 */
public record Chain(int dim, List<Transform> parts, boolean splitsContext, boolean backwards)
    implements Transform {
  /** Copies the list; requires parts of one dimension, and of one context where it is shared. */
  public Chain {
    parts = List.copyOf(parts);
    for (int k = 0; k < parts.size(); k++) {
      if (parts.get(k).dim() != dim) {
        throw new IllegalArgumentException(
            "part %d of the chain has %d dimensions, expected %d"
                .formatted(k + 1, parts.get(k).dim(), dim));
      }
    }
    if (!splitsContext && contexts(parts).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "parts that share a context must take equally many numbers of it, got "
              + contexts(parts).boxed().toList());
    }
  }

  private static IntStream contexts(List<Transform> parts) {
    return parts.stream().mapToInt(Transform::contextDim).filter(n -> n > 0);
  }

  /** A chain of at least one part, which share one context if they take any. */
  public static Chain of(Transform first, Transform... more) {
    List<Transform> parts = new ArrayList<>(List.of(more));
    parts.add(0, first);
    return new Chain(first.dim(), parts, false, false);
  }

  /** The identity: a chain of no parts. */
  public static Chain identity(int dim) {
    return new Chain(dim, List.of(), false, false);
  }

  /**
   * So many maps of one kind, each with parameters, or a block of the context, of its own.
   *
   * @param depth 0 or more
   */
  public static Chain repeat(Transform map, int depth) {
    if (depth < 0) throw new IllegalArgumentException("depth must not be negative, got " + depth);
    return new Chain(map.dim(), Collections.nCopies(depth, map), true, false);
  }

  @Override
  public int contextDim() {
    return splitsContext ? contexts(parts).sum() : contexts(parts).findFirst().orElse(0);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      for (Parameter parameter : parts.get(k).parameters()) all.add(parameter.in("parts." + k));
    }
    return all;
  }

  /** Where each part's parameters lie in θ. */
  ParameterBlocks blocks() {
    return new ParameterBlocks(parts.stream().map(Transform::parameterCount).toList());
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return joined(parts.stream().map(part -> part.initialParameters(rng)).toList());
  }

  @Override
  public double[] initialContext(RandomGenerator rng) {
    List<double[]> contexts = parts.stream().map(part -> part.initialContext(rng)).toList();
    if (splitsContext) return joined(contexts);
    return contexts.stream().filter(c -> c.length > 0).findFirst().orElse(new double[0]);
  }

  private static double[] joined(List<double[]> pieces) {
    return pieces.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public Chain solved(UnaryOperator<OdeSettings> change) {
    List<Transform> solved = parts.stream().map(part -> part.solved(change)).toList();
    return new Chain(dim, solved, splitsContext, backwards);
  }

  @Override
  public int solves() {
    return parts.stream().mapToInt(Transform::solves).sum();
  }

  @Override
  public boolean addsLogDeterminant() {
    return parts.stream().allMatch(Transform::addsLogDeterminant);
  }

  @Override
  public Chain inverse() {
    return new Chain(dim, parts, splitsContext, !backwards);
  }

  /**
   * The parts from number {@code first} on.
   *
   * @param first counted from 0; at most the number of parts, which leaves none
   */
  public Chain from(int first) {
    requirePart(first);
    return new Chain(dim, parts.subList(first, parts.size()), splitsContext, backwards);
  }

  /** Their θ, a new array, out of that of all parts. */
  public double[] from(int first, double[] theta) {
    requirePart(first);
    requireParameters(theta);
    return Arrays.copyOfRange(theta, blocks().start(first), theta.length);
  }

  private void requirePart(int first) {
    if (first < 0 || first > parts.size()) {
      throw new IllegalArgumentException(
          "first part must be 0 to %d, got %d".formatted(parts.size(), first));
    }
  }

  @Override
  public BoundTransform bind() {
    return new BoundChain(this);
  }
}
