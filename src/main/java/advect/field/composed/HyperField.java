package advect.field.composed;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.field.layered.MlpMap;
import advect.field.layered.TimeInput;
import advect.field.layered.Widths;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A field whose weights are functions of time, made by a network of their own:
 *
 * <pre>
 *   f(t, z) = M^(-1/2) Σₙ uₙ(t) tanh(wₙ(t)·z + bₙ(t)) + c(t),  (w, b, u, c)(t) = hypernetwork(t; θ),
 * </pre>
 *
 * <p>the field of the first continuous normalizing flows; their gates σₙ(t) are part of uₙ(t) here.
 * The sum over the M units is scaled so that a step of an optimizer like Adam, which moves every
 * parameter as far, changes f as much for many units as for few.
 *
 * <p>θ is that of the hypernetwork, a {@link MlpMap} from t to the parameters of a perceptron dim →
 * units → dim. All samples of an evaluation must share their time, as they do in a solve; then the
 * weights are found once. Cotangents of time are not to be had.
 *
 * <p>Reference: Chen et al., "Neural Ordinary Differential Equations", NeurIPS 2018,
 * arXiv:1806.07366, section 4.1; Ha et al., "HyperNetworks", arXiv:1609.09106.
 *
 * @param dim dimension of z and f
 * @param units hidden units of f
 * @param hidden widths of the hypernetwork's hidden tanh layers, at least one
 */
public record HyperField(int dim, int units, List<Integer> hidden) implements VectorField {
  /** Features of time bend within [0, 1]; as of the first layer of an {@link Mlp}. */
  private static final double FIRST_GAIN = 4;

  /** Copies the widths; requires positive sizes. */
  public HyperField {
    hidden = List.copyOf(hidden);
    Widths.require(dim, List.of(units));
    Widths.require(1, hidden);
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("a hypernetwork needs at least one hidden layer");
    }
  }

  /** t ↦ (w, b, u, c). */
  MlpMap hypernetwork() {
    return new MlpMap(1, hidden, net().parameterCount(), Activation.TANH);
  }

  /** z ↦ f for given (w, b, u, c). */
  Mlp net() {
    return new Mlp(dim, List.of(units), Activation.TANH, TimeInput.NONE);
  }

  @Override
  public int parameterCount() {
    return hypernetwork().parameterCount();
  }

  @Override
  public List<Parameter> parameters() {
    return hypernetwork().parameters();
  }

  /** Weights vary around those from which a field without time would start. */
  @Override
  public double[] initialParameters(RandomGenerator rng) {
    double[] theta = hypernetwork().initialParameters(rng);
    for (int i = 0; i < 2 * hidden.get(0); i++) theta[i] *= FIRST_GAIN;
    double[] weights = net().initialParameters(rng);
    scaleUnits(weights, Math.sqrt(units));
    System.arraycopy(weights, 0, theta, theta.length - weights.length, weights.length);
    return theta;
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return new HyperBoundField(this, hypernetwork().bind(kernels), net().bind(kernels));
  }

  /** From (w, b, u, c) to parameters of {@link #net()}, or from their gradient to that of ours. */
  void scaleUnits(double[] weights) {
    scaleUnits(weights, 1 / Math.sqrt(units));
  }

  private void scaleUnits(double[] weights, double factor) {
    int u = units * (dim + 1);
    for (int i = u; i < u + units * dim; i++) weights[i] *= factor;
  }
}
