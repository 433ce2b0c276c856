package advect.field.layered;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multilayer perceptron f(t, z) whose every layer computes W h + b + c t, or W h + b + c t + C k
 * with a context k.
 *
 * <p>θ is the layers' parameters, first layer first; in each W {@code [out][in]} row-major, then b,
 * then c (left out with {@link TimeInput#NONE}), then C {@code [out][context]} row-major.
 *
 * @param dim dimension of z and f
 * @param hidden widths of the hidden layers; may be empty, which makes an affine field
 * @param activation between layers
 * @param time whether layers see the time
 * @param context numbers of a sample's context; 0 for a field without one
 */
public record Mlp(int dim, List<Integer> hidden, Activation activation, TimeInput time, int context)
    implements VectorField {
  /** Requires positive sizes, and a context that is not negative. */
  public Mlp {
    hidden = List.copyOf(hidden);
    Widths.require(dim, hidden);
    Widths.requireContext(context);
  }

  /** A perceptron without a context. */
  public Mlp(int dim, List<Integer> hidden, Activation activation, TimeInput time) {
    this(dim, hidden, activation, time, 0);
  }

  /** A perceptron that sees the time in every layer. */
  public Mlp(int dim, List<Integer> hidden, Activation activation) {
    this(dim, hidden, activation, TimeInput.JOINED);
  }

  /** Hidden layers of tanh units that see the time. */
  public static Mlp tanh(int dim, int... hidden) {
    return new Mlp(dim, Arrays.stream(hidden).boxed().toList(), Activation.TANH);
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
    return new LayeredField(
        Widths.chain(dim, hidden, dim, (in, out) -> new AffineLayer(in, out, time)),
        activation,
        context);
  }
}
