package advect.experiment.spec;

import advect.field.TimeInput;
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
    for (int width : hidden) Check.atLeast("hidden", width, 1);
    Check.that(
        type == Type.MLP || time == TimeInput.JOINED,
        "time",
        "must be joined for type concat-squash, whose gates are functions of time");
  }

  static FieldSpec read(Section parent) {
    Section s = parent.section("field", "type", "hidden", "activation", "time");
    return s.make(
        () ->
            new FieldSpec(
                s.choice("type", DEFAULT.type),
                s.wholes("hidden", DEFAULT.hidden),
                s.choice("activation", DEFAULT.activation),
                s.choice("time", DEFAULT.time)));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", Spelling.of(type));
    tree.put("hidden", hidden);
    tree.put("activation", Spelling.of(activation));
    tree.put("time", Spelling.of(time));
    return tree;
  }
}
