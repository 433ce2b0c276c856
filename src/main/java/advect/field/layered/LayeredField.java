package advect.field.layered;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Layers with one nonlinearity between them, none before the first or after the last. With a
 * context c each layer adds C c to its values, C {@code [out][context]}; the parameters of a layer
 * are its own and then C row-major.
 *
 * @param context numbers of a sample's context; may be 0
 */
record LayeredField(List<Layer> layers, Activation activation, int context) {
  /**
   * First layer: units bend at places spread over standardised data, and sharply enough to tell
   * features of a quarter of its deviation apart. With a gain of 1 they are all but linear, and
   * thin or many modes are found late or never.
   */
  private static final double FIRST_GAIN = 4;

  /** Hidden layers: a unit's variance is that of its inputs (LeCun et al. 1998, section 4.6). */
  private static final double HIDDEN_GAIN = Math.sqrt(3);

  /** Last layer: the field begins gently. */
  private static final double LAST_GAIN = 1;

  /** Layers without a context. */
  LayeredField(List<Layer> layers, Activation activation) {
    this(layers, activation, 0);
  }

  int dim() {
    return layers.get(0).in();
  }

  int out() {
    return layers.get(layers.size() - 1).out();
  }

  int parameterCount() {
    return layers.stream().mapToInt(this::parameterCount).sum();
  }

  /** Those of one layer, C included. */
  int parameterCount(Layer layer) {
    return layer.parameterCount() + layer.out() * context;
  }

  /** Those of layer i are called {@code layers.i.…}. */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Parameter parameter : layers.get(i).parameters()) {
        boolean hidden = i > 0 && i < layers.size() - 1;
        parameters.add((hidden ? parameter.hidden() : parameter).in("layers." + i));
      }
      if (context > 0) {
        Parameter map = new Parameter("context", List.of(layers.get(i).out(), context));
        parameters.add(map.in("layers." + i));
      }
    }
    return parameters;
  }

  double[] initialParameters(RandomGenerator rng) {
    double[] theta = new double[parameterCount()];
    int start = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      layer.initialize(theta, start, gain(i), rng);
      double bound = gain(i) / Math.sqrt(layer.fanIn() + context);
      Uniform.fill(theta, start + layer.parameterCount(), layer.out() * context, bound, rng);
      start += parameterCount(layer);
    }
    return theta;
  }

  private double gain(int i) {
    if (i == layers.size() - 1) return LAST_GAIN;
    return i == 0 ? FIRST_GAIN : HIDDEN_GAIN;
  }

  <A> BoundField bind(Kernels<A> kernels) {
    return new LayeredBoundField<>(this, kernels);
  }
}
