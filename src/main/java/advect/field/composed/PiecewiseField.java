package advect.field.composed;

import advect.field.BoundField;
import advect.field.BoundMaps;
import advect.field.Parameter;
import advect.field.ParameterBlocks;
import advect.field.VectorField;
import advect.kernel.Kernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A field that changes at equal intervals of [0, 1]: f(t, z) = fₙ(t, z) for n/N ≤ t &lt; (n+1)/N.
 *
 * <p>Euler's method with N steps on it is a residual net h ← h + fₙ(h)/N whose layers have
 * parameters of their own; with one field for all of time it is one with tied parameters.
 *
 * <p>θ is the pieces' parameters, first piece first. All samples of an evaluation must be at times
 * of the same piece.
 *
 * @param pieces fields of one dimension and one size of context, in order of time
 */
public record PiecewiseField(List<VectorField> pieces) implements VectorField {
  /** Requires one piece at least, one dimension, and one size of context. */
  public PiecewiseField {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) throw new IllegalArgumentException("expected at least one piece");
    int dim = pieces.get(0).dim();
    for (VectorField piece : pieces) {
      if (piece.dim() != dim) {
        throw new IllegalArgumentException(
            "pieces must have one dimension, got %d and %d".formatted(dim, piece.dim()));
      }
      if (piece.contextDim() != pieces.get(0).contextDim()) {
        throw new IllegalArgumentException(
            "pieces must have contexts of one size, got %d and %d"
                .formatted(pieces.get(0).contextDim(), piece.contextDim()));
      }
    }
  }

  /** So many pieces of one architecture, each with parameters of its own. */
  public static PiecewiseField untied(VectorField piece, int count) {
    return new PiecewiseField(Collections.nCopies(count, piece));
  }

  @Override
  public int dim() {
    return pieces.get(0).dim();
  }

  @Override
  public int contextDim() {
    return pieces.get(0).contextDim();
  }

  @Override
  public int parameterCount() {
    return blocks().total();
  }

  /** How θ divides. */
  public ParameterBlocks blocks() {
    return ParameterBlocks.of(pieces);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      for (Parameter parameter : pieces.get(i).parameters()) {
        parameters.add(parameter.in("pieces." + i));
      }
    }
    return parameters;
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return ParameterBlocks.initial(pieces, rng);
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return new PiecewiseBoundField(new BoundMaps(pieces, kernels));
  }
}
