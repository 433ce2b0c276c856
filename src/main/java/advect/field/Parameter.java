package advect.field;

import java.util.List;

/**
 * A part of θ that has a name of its own.
 *
 * @param name such as {@code layers.0.weight}
 * @param shape the last axis runs fastest
 */
public record Parameter(String name, List<Integer> shape) {
  /** Copies the shape. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** How many numbers it is. */
  public int count() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  static Parameter weight(int out, int in) {
    return new Parameter("weight", List.of(out, in));
  }

  static Parameter vector(String name, int out) {
    return new Parameter(name, List.of(out));
  }

  /** The same part of something larger: its name begins with that of its owner. */
  public Parameter in(String owner) {
    return new Parameter(owner + "." + name, shape);
  }
}
