package advect.field;

import java.util.random.RandomGenerator;

/**
 * u = (W h + b) ∘ σ(q + g t) + c t: FFJORD's concat-squash layer (Grathwohl et al. 2019,
 * arXiv:1810.01367, as in the authors' code).
 *
 * <p>Parameters, in order: W {@code [out][in]} row-major, b, q, g, c, each {@code [out]}. Starting
 * values of q, g and c, whose only input is time, are uniform within 1.
 */
record GatedLayer(int in, int out) implements Layer {
  @Override
  public int parameterCount() {
    return out * (in + 4);
  }

  @Override
  public void initialize(double[] theta, int start, double gain, RandomGenerator rng) {
    linear().initialize(theta, start, gain, rng);
    Uniform.fill(theta, start + linear().parameterCount(), 3 * out, 1, rng);
  }

  @Override
  public <A> LayerPass<A> pass(Weights<A> weights, int samples, int tangents) {
    int gate = linear().parameterCount();
    return new GatedLayerPass<>(
        linear().pass(weights.slice(0, gate), samples, tangents),
        new TimeOffsets<>(weights.slice(gate, 2 * out), out, TimeInput.JOINED),
        weights.matrix(gate + 2 * out, out, 1),
        samples,
        tangents);
  }

  /** W h + b. */
  private AffineLayer linear() {
    return new AffineLayer(in, out, TimeInput.NONE);
  }
}
