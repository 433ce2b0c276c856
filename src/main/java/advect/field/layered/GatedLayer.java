package advect.field.layered;

import advect.field.Parameter;
import advect.kernel.Kernels;
import advect.kernel.Matrix;
import java.util.List;
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
  public int fanIn() {
    return in;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.weight(out, in),
        Parameter.vector("bias", out),
        Parameter.vector("gate_bias", out),
        Parameter.vector("gate_time", out),
        Parameter.vector("time", out));
  }

  @Override
  public void initialize(double[] theta, int start, double gain, RandomGenerator rng) {
    linear().initialize(theta, start, gain, rng);
    Uniform.fill(theta, start + linear().parameterCount(), 3 * out, 1, rng);
  }

  @Override
  public <A> BoundLayer<A> bind(Weights<A> weights, int start) {
    int gateStart = start + linear().parameterCount();
    BoundLayer<A> linear = linear().bind(weights, start);
    Matrix<A> gate = weights.columns(gateStart, out, 2);
    Matrix<A> shift = weights.columns(gateStart + 2 * out, out, 1);
    return new Bound<>(weights.kernels(), linear, gate, shift);
  }

  private record Bound<A>(Kernels<A> kernels, BoundLayer<A> linear, Matrix<A> gate, Matrix<A> shift)
      implements BoundLayer<A> {
    @Override
    public LayerPass<A> pass(int samples, int tangents) {
      return new GatedLayerPass<>(
          kernels, linear.pass(samples, tangents), gate, shift, samples, tangents);
    }

    @Override
    public long passBytes(int samples, int tangents) {
      return linear.passBytes(samples, tangents)
          + GatedLayerPass.bytes(kernels, samples, tangents, gate.out());
    }
  }

  /** W h + b. */
  private AffineLayer linear() {
    return new AffineLayer(in, out, TimeInput.NONE);
  }
}
