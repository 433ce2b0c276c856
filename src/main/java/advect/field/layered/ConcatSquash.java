package advect.field.layered;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * FFJORD's network: every layer computes (W h + b) ∘ σ(q + g t) + c t, and adds C k with a context
 * k.
 *
 * <p>θ is the layers' parameters, first layer first; in each W {@code [out][in]} row-major, then b,
 * q, g, c, then C {@code [out][context]} row-major.
 *
 * <p>Reference: Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud, "FFJORD: Free-form Continuous
 * Dynamics for Scalable Reversible Generative Models", ICLR 2019, arXiv:1810.01367, and its code.
 *
 * @param dim dimension of z and f
 * @param hidden widths of the hidden layers; may be empty
 * @param activation between layers
 * @param context numbers of a sample's context; 0 for a field without one
 */
public record ConcatSquash(int dim, List<Integer> hidden, Activation activation, int context)
    implements VectorField {
  /** Requires positive sizes, and a context that is not negative. */
  public ConcatSquash {
    hidden = List.copyOf(hidden);
    Widths.require(dim, hidden);
    Widths.requireContext(context);
  }

  /** A network without a context. */
  public ConcatSquash(int dim, List<Integer> hidden, Activation activation) {
    this(dim, hidden, activation, 0);
  }

  @Override
  public int contextDim() {
    return context;
  }

  @Override
  public int parameterCount() {
    return layered().parameterCount();
  }

  @Override
  public List<Parameter> parameters() {
    return layered().parameters();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return layered().initialParameters(rng);
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return layered().bind(kernels);
  }

  private LayeredField layered() {
    return new LayeredField(Widths.chain(dim, hidden, dim, GatedLayer::new), activation, context);
  }
}
