package advect.supervised;

import advect.field.Identity;
import advect.field.Parameter;
import advect.field.ParameterBlocks;
import advect.field.Parametric;
import advect.field.ParametricMap;
import advect.field.VectorField;
import advect.field.layered.MlpMap;
import advect.kernel.Activation;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * A function made of an ODE, without its parameters:
 *
 * <pre>
 *   h(0) = [E(x) | 0],   dh/dt = f(t, h),   y = H(h(1)).
 * </pre>
 *
 * <p>Coordinates of h that the input map E does not fill begin at 0: with E the identity this is an
 * augmented neural ODE, which is free of what paths in the plane of the data cannot do, since they
 * never cross. The head H reads the first coordinates of h(1), as many as it takes.
 *
 * <p>θ is that of E, f and H, one after the other. Threads: immutable; safe to share.
 *
 * @param input E
 * @param field f
 * @param head H
 */
public record NeuralOde(ParametricMap input, VectorField field, ParametricMap head) {
  /** Requires room in h for what goes in and comes out, and a field without a context. */
  public NeuralOde {
    if (input.out() > field.dim() || head.in() > field.dim()) {
      throw new IllegalArgumentException(
          ("the input map gives %d and the head takes %d coordinates, but the field has only %d:"
                  + " widen the field or narrow the maps")
              .formatted(input.out(), head.in(), field.dim()));
    }
    if (field.contextDim() > 0) {
      throw new IllegalArgumentException(
          "the field takes a context of length %d, and the net has none to give: take a field without a context, and make it part of the inputs"
              .formatted(field.contextDim()));
    }
  }

  /**
   * Inputs as they are, then {@code field.dim() - in} coordinates that begin at zero, and an affine
   * head on all of them.
   */
  public static NeuralOde of(int in, VectorField field, int out) {
    return new NeuralOde(new Identity(in), field, affine(field.dim(), out));
  }

  /** The flow itself on the first {@code size} coordinates, without learned ends. */
  public static NeuralOde map(int size, VectorField field) {
    return new NeuralOde(new Identity(size), field, new Identity(size));
  }

  /** Affine maps into and out of a field. */
  public static NeuralOde embedded(int in, VectorField field, int out) {
    return new NeuralOde(affine(in, field.dim()), field, affine(field.dim(), out));
  }

  private static ParametricMap affine(int in, int out) {
    return new MlpMap(in, List.of(), out, Activation.TANH);
  }

  /** Length of x. */
  public int in() {
    return input.in();
  }

  /** Length of y. */
  public int out() {
    return head.out();
  }

  /** Input map, field, head. */
  List<Parametric> parts() {
    return List.of(input, field, head);
  }

  /** How θ divides: input map, field, head. */
  ParameterBlocks blocks() {
    return ParameterBlocks.of(parts());
  }

  /** The named parts of θ, in its order. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    input.parameters().forEach(p -> all.add(p.in("input")));
    field.parameters().forEach(p -> all.add(p.in("field")));
    head.parameters().forEach(p -> all.add(p.in("head")));
    return all;
  }

  /** Length of θ. */
  public int parameterCount() {
    return blocks().total();
  }

  /** A random starting point for training. */
  public double[] initialParameters(long seed) {
    RandomStreams streams = new RandomStreams(seed);
    double[] theta = new double[parameterCount()];
    ParameterBlocks blocks = blocks();
    blocks.put(input.initialParameters(streams.stream(Purpose.PARAMETERS, 0, 0)), 0, theta);
    blocks.put(field.initialParameters(streams.stream(Purpose.PARAMETERS, 0, 1)), 1, theta);
    blocks.put(head.initialParameters(streams.stream(Purpose.PARAMETERS, 0, 2)), 2, theta);
    return theta;
  }
}
