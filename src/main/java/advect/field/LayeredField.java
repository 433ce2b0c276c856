package advect.field;

import advect.kernel.Activation;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/** Layers with one nonlinearity between them, none before the first or after the last. */
record LayeredField(List<Layer> layers, Activation activation) {
  int dim() {
    return layers.get(0).in();
  }

  int parameterCount() {
    return layers.stream().mapToInt(Layer::parameterCount).sum();
  }

  double[] initialParameters(RandomGenerator rng) {
    double[] theta = new double[parameterCount()];
    int start = 0;
    for (Layer layer : layers) {
      layer.initialize(theta, start, rng);
      start += layer.parameterCount();
    }
    return theta;
  }

  <A> BoundField bind(Kernels<A> kernels) {
    return new LayeredBoundField<>(this, kernels);
  }
}
