package advect.field;

import java.util.List;

/**
 * A part of θ that has a name of its own.
 *
 * @param name such as {@code layers.0.weight}
 * @param shape the last axis runs fastest
 * @param role what it is to its network
 */
public record Parameter(String name, List<Integer> shape, Role role) {
  /** What a parameter is to its network; optimizers may treat roles differently. */
  public enum Role {
    /** A weight matrix {@code [out][in]} of the first or the last layer. */
    OUTER_WEIGHT,
    /** A weight matrix {@code [out][in]} of a layer between two others. */
    HIDDEN_WEIGHT,
    /** Anything else, such as biases and gates. */
    OTHER
  }

  /** Copies the shape. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** A parameter that is no layer's weight matrix. */
  public Parameter(String name, List<Integer> shape) {
    this(name, shape, Role.OTHER);
  }

  /** How many numbers it is. */
  public int count() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** The weight matrix of a layer that is the first or the last. */
  public static Parameter weight(int out, int in) {
    return new Parameter("weight", List.of(out, in), Role.OUTER_WEIGHT);
  }

  /** A number for each output. */
  public static Parameter vector(String name, int out) {
    return new Parameter(name, List.of(out));
  }

  /** The same part of something larger: its name begins with that of its owner. */
  public Parameter in(String owner) {
    return new Parameter(owner + "." + name, shape, role);
  }

  /** The same in a layer between two others. */
  public Parameter hidden() {
    return role == Role.OUTER_WEIGHT ? new Parameter(name, shape, Role.HIDDEN_WEIGHT) : this;
  }
}
