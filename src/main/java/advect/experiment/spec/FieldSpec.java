package advect.experiment.spec;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.input.Spelling;
import advect.kernel.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vector field: {@code field: {type: mlp, hidden: [64, 64, 64], activation: tanh}}.
 *
 * @param type the kind of its layers
 * @param hidden widths of the hidden layers; empty for a single affine layer
 * @param activation the nonlinearity after each hidden layer
 * @param time whether its layers see the time
 */
public record FieldSpec(Type type, List<Integer> hidden, Activation activation, TimeInput time) {
  /** Three layers of 64 tanh units that see the time. */
  public static final FieldSpec DEFAULT =
      new FieldSpec(Type.MLP, List.of(64, 64, 64), Activation.TANH, TimeInput.JOINED);

  /** What arrays can hold with room to spare. */
  private static final int MOST_WEIGHTS = 100_000_000;

  /** Kinds of layers. */
  public enum Type {
    /** Affine layers. */
    MLP,
    /** Affine layers whose outputs are gated and shifted by functions of time. */
    CONCAT_SQUASH
  }

  /** Copies the widths; requires them positive, and time for concat-squash layers. */
  public FieldSpec {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      Check.that(width >= 1, "hidden", "must list widths of at least 1, but has " + width);
    }
    Check.that(
        weights(hidden) <= MOST_WEIGHTS,
        "hidden",
        "must ask for at most %d weights between hidden layers, but %s have more"
            .formatted(MOST_WEIGHTS, hidden));
    Check.that(
        type == Type.MLP || time == TimeInput.JOINED,
        "time",
        "must be joined for type concat-squash, whose gates are functions of time");
  }

  private static double weights(List<Integer> hidden) {
    double weights = 0;
    for (int i = 1; i < hidden.size(); i++) {
      weights += (double) hidden.get(i - 1) * hidden.get(i);
    }
    return weights;
  }

  /** The untrained field of points of so many dimensions. */
  public VectorField of(int dim) {
    return switch (type) {
      case MLP -> new Mlp(dim, hidden, activation, time);
      case CONCAT_SQUASH -> new ConcatSquash(dim, hidden, activation);
    };
  }

  /** Reads the group {@code field}. */
  public static FieldSpec read(Section parent) {
    Section s = parent.section("field", "type", "hidden", "activation", "time");
    return s.make(
        () ->
            new FieldSpec(
                s.choice("type", DEFAULT.type),
                s.wholes("hidden", DEFAULT.hidden),
                s.choice("activation", DEFAULT.activation),
                s.choice("time", DEFAULT.time)));
  }

  /** As it is read. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", Spelling.of(type));
    tree.put("hidden", hidden);
    tree.put("activation", Spelling.of(activation));
    tree.put("time", Spelling.of(time));
    return tree;
  }
}
