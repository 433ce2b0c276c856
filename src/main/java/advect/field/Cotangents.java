package advect.field;

import advect.kernel.Kernels;
import advect.kernel.Panel;
import java.util.List;

/**
 * The panels of a reverse sweep: one per layer's output.
 *
 * <p>All passes of a field share them, since a sweep is over before the next begins; that keeps the
 * memory of a step with many stages small.
 */
final class Cotangents<A> {
  private final List<Panel<A>> outputs;

  Cotangents(List<Layer> layers, Kernels<A> kernels, int columns) {
    outputs = layers.stream().map(layer -> kernels.panel(layer.out(), columns)).toList();
  }

  /** Cotangent of what layer {@code i} gives. */
  Panel<A> output(int i) {
    return outputs.get(i);
  }
}
