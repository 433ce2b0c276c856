package advect.field.layered;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.ParametricMap;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multilayer perceptron R^in → R^out without a time: encoders, decoders, heads and cells around a
 * vector field.
 *
 * <p>θ is the layers' parameters, first layer first, in each W {@code [out][in]} row-major, then b.
 * Its passes take values {@code [in][samples]} and give {@code [out][samples]}; the time that they
 * ask for is not looked at.
 *
 * @param in inputs
 * @param hidden widths of the hidden layers; may be empty, which makes an affine map
 * @param out outputs, which no activation follows
 * @param activation after each hidden layer
 */
public record MlpMap(int in, List<Integer> hidden, int out, Activation activation)
    implements ParametricMap {
  /** Requires positive sizes. */
  public MlpMap {
    hidden = List.copyOf(hidden);
    Widths.require(in, hidden);
    Widths.require(out, hidden);
  }

  @Override
  public int parameterCount() {
    return layered().parameterCount();
  }

  @Override
  public List<Parameter> parameters() {
    return layered().parameters();
  }

  /** Uniform within 1/√(fan-in). */
  @Override
  public double[] initialParameters(RandomGenerator rng) {
    double[] theta = new double[parameterCount()];
    int start = 0;
    for (Layer layer : layered().layers()) {
      layer.initialize(theta, start, 1, rng);
      start += layer.parameterCount();
    }
    return theta;
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return layered().bind(kernels);
  }

  private LayeredField layered() {
    return new LayeredField(
        Widths.chain(in, hidden, out, (from, to) -> new AffineLayer(from, to, TimeInput.NONE)),
        activation);
  }
}
