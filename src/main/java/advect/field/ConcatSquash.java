package advect.field;

import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * FFJORD's network: every layer computes (W h + b) ∘ σ(q + g t) + c t.
 *
 * <p>θ is the layers' parameters, first layer first; in each W {@code [out][in]} row-major, then b,
 * q, g, c.
 *
 * <p>Reference: Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud, "FFJORD: Free-form Continuous
 * Dynamics for Scalable Reversible Generative Models", ICLR 2019, arXiv:1810.01367, and its code.
 *
 * @param dim dimension of z and f
 * @param hidden widths of the hidden layers; may be empty
 * @param activation between layers
 */
public record ConcatSquash(int dim, List<Integer> hidden, Activation activation)
    implements VectorField {
  /** Requires positive sizes. */
  public ConcatSquash {
    hidden = List.copyOf(hidden);
    Widths.require(dim, hidden);
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
    return new LayeredField(Widths.chain(dim, hidden, GatedLayer::new), activation);
  }
}
