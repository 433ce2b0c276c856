package advect.field;

import advect.kernel.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters, tangents and gradient of a {@link LayeredField} in one arithmetic. */
final class LayeredBoundField<A> implements BoundField {
  private final LayeredField field;
  private final Kernels<A> kernels;
  private final Weights<A> weights;
  private final List<BoundLayer<A>> layers = new ArrayList<>();
  private final Map<SharedMemory.Shape, SharedMemory<A>> shared = new HashMap<>();

  LayeredBoundField(LayeredField field, Kernels<A> kernels) {
    this.field = field;
    this.kernels = kernels;
    weights = new Weights<>(kernels);
    int start = 0;
    for (Layer layer : field.layers()) {
      layers.add(layer.bind(weights, start));
      start += layer.parameterCount();
    }
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
    weights.load(theta);
    for (SharedMemory<A> memory : shared.values()) memory.forget();
  }

  @Override
  public void tangents(int samples, int count, double[] e) {
    shared(samples, count).tangents(e);
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    List<LayerPass<A>> passes = new ArrayList<>();
    for (BoundLayer<A> layer : layers) passes.add(layer.pass(samples, tangents));
    return new LayeredPass<>(field, passes, kernels, shared(samples, tangents), samples, tangents);
  }

  @Override
  public long passBytes(int samples, int tangents) {
    long bytes = LayeredPass.bytes(field, kernels, samples, tangents);
    for (BoundLayer<A> layer : layers) bytes += layer.passBytes(samples, tangents);
    return bytes;
  }

  private SharedMemory<A> shared(int samples, int tangents) {
    return shared.computeIfAbsent(
        new SharedMemory.Shape(samples, tangents),
        shape -> new SharedMemory<>(field, layers.get(0).tangentMap(), kernels, shape));
  }

  @Override
  public void drain(double[] total) {
    weights.drain(total);
  }

  @Override
  public void discard() {
    weights.discard();
  }
}
