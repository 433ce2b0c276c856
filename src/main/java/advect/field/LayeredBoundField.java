package advect.field;

import advect.kernel.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters and gradient of a {@link LayeredField} in one arithmetic. */
final class LayeredBoundField<A> implements BoundField {
  private final LayeredField field;
  private final Kernels<A> kernels;
  private final Weights<A> weights;
  private final Map<Integer, Cotangents<A>> cotangents = new HashMap<>();

  LayeredBoundField(LayeredField field, Kernels<A> kernels) {
    this.field = field;
    this.kernels = kernels;
    int count = field.parameterCount();
    weights = new Weights<>(kernels, kernels.panel(1, count), kernels.panel(1, count));
  }

  @Override
  public int parameterCount() {
    return field.parameterCount();
  }

  @Override
  public void parameters(double[] theta) {
    if (theta.length != field.parameterCount()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(field.parameterCount(), theta.length));
    }
    kernels.load(theta, weights.value());
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    List<LayerPass<A>> passes = new ArrayList<>();
    int start = 0;
    for (Layer layer : field.layers()) {
      Weights<A> slice = weights.slice(start, layer.parameterCount());
      passes.add(layer.pass(slice, samples, tangents));
      start += layer.parameterCount();
    }
    int columns = samples * (1 + tangents);
    Cotangents<A> shared =
        cotangents.computeIfAbsent(columns, n -> new Cotangents<>(field.layers(), kernels, n));
    return new LayeredPass<>(field, passes, kernels, shared, samples);
  }

  @Override
  public void drain(double[] total) {
    kernels.addTo(weights.gradient(), total);
    discard();
  }

  @Override
  public void discard() {
    kernels.fill(weights.gradient(), 0);
  }
}
