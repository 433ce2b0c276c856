package advect.field.layered;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.PassShape;
import advect.kernel.Kernels;
import advect.kernel.Matrix;
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
  private final List<Matrix<A>> contextMaps = new ArrayList<>();
  private final Map<PassShape, SharedMemory<A>> shared = new HashMap<>();
  private final Map<Integer, SharedContext<A>> contexts = new HashMap<>();

  LayeredBoundField(LayeredField field, Kernels<A> kernels) {
    this.field = field;
    this.kernels = kernels;
    weights = new Weights<>(kernels);
    int start = 0;
    for (Layer layer : field.layers()) {
      layers.add(layer.bind(weights, start));
      if (field.context() > 0) {
        int mapStart = start + layer.parameterCount();
        contextMaps.add(weights.rows(mapStart, layer.out(), field.context()));
      }
      start += field.parameterCount(layer);
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
    for (SharedContext<A> context : contexts.values()) context.forget();
    weights.load(theta);
    for (SharedMemory<A> memory : shared.values()) memory.forget();
  }

  @Override
  public void tangents(int samples, int count, double[] e) {
    shared(samples, count).tangents(e);
  }

  @Override
  public int contextDim() {
    return field.context();
  }

  @Override
  public void context(int samples, double[] c) {
    requireContext(samples, c);
    sharedContext(samples).load(c);
  }

  @Override
  public void drainContext(int samples, double[] total) {
    requireContext(samples, total);
    sharedContext(samples).drain(total);
  }

  private void requireContext(int samples, double[] numbers) {
    if (numbers.length != field.context() * samples) {
      throw new IllegalArgumentException(
          "expected a context [%d][%d], got %d numbers"
              .formatted(field.context(), samples, numbers.length));
    }
  }

  private SharedContext<A> sharedContext(int samples) {
    return contexts.computeIfAbsent(
        samples, n -> new SharedContext<>(contextMaps, field.context(), kernels, n));
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    List<LayerPass<A>> passes = new ArrayList<>();
    for (BoundLayer<A> layer : layers) passes.add(layer.pass(samples, tangents));
    SharedMemory<A> memory = shared(samples, tangents);
    SharedContext<A> context = sharedContext(samples);
    return new LayeredPass<>(field, passes, kernels, memory, context, samples, tangents);
  }

  @Override
  public long passBytes(int samples, int tangents) {
    long bytes = LayeredPass.bytes(field, kernels, samples, tangents);
    for (BoundLayer<A> layer : layers) bytes += layer.passBytes(samples, tangents);
    return bytes;
  }

  private SharedMemory<A> shared(int samples, int tangents) {
    return shared.computeIfAbsent(
        new PassShape(samples, tangents),
        shape -> new SharedMemory<>(field, layers.get(0).tangentMap(), kernels, shape));
  }

  @Override
  public void drain(double[] total) {
    for (SharedContext<A> context : contexts.values()) context.settle();
    weights.drain(total);
  }

  @Override
  public void discard() {
    for (SharedContext<A> context : contexts.values()) context.discard();
    weights.discard();
  }
}
