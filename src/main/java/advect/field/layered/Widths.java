package advect.field.layered;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Widths of layers, and the chain in → hidden ... → out of layers between them. */
public final class Widths {
  private Widths() {}

  static void requireContext(int context) {
    if (context < 0) {
      throw new IllegalArgumentException("context must not be negative, got " + context);
    }
  }

  /** Requires a positive dimension and hidden layers that have units. */
  public static void require(int dim, List<Integer> hidden) {
    if (dim < 1) throw new IllegalArgumentException("dim must be at least 1, got " + dim);
    requireHidden(hidden);
  }

  /**
   * Requires hidden layers that have units.
   *
   * @throws IllegalArgumentException if a width is below 1
   */
  public static void requireHidden(List<Integer> hidden) {
    for (int width : hidden) {
      if (width < 1) {
        throw new IllegalArgumentException("hidden widths must be at least 1, got " + hidden);
      }
    }
  }

  static List<Layer> chain(
      int in, List<Integer> hidden, int out, BiFunction<Integer, Integer, Layer> layer) {
    List<Layer> layers = new ArrayList<>();
    int before = in;
    for (int width : hidden) {
      layers.add(layer.apply(before, width));
      before = width;
    }
    layers.add(layer.apply(before, out));
    return List.copyOf(layers);
  }
}
