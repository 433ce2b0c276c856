package advect.model;

import advect.field.ConcatSquash;
import advect.field.Mlp;
import advect.field.TimeInput;
import advect.field.VectorField;
import advect.kernel.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Architectures of vector fields as trees. */
final class FieldFormat {
  /** Kinds of fields. */
  private enum Type {
    MLP,
    CONCAT_SQUASH
  }

  private FieldFormat() {}

  static Map<String, Object> write(VectorField field) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (field instanceof Mlp mlp) {
      tree.put("type", Tree.spelled(Type.MLP));
      tree.put("dim", mlp.dim());
      tree.put("hidden", mlp.hidden());
      tree.put("activation", Tree.spelled(mlp.activation()));
      tree.put("time", Tree.spelled(mlp.time()));
    } else if (field instanceof ConcatSquash squash) {
      tree.put("type", Tree.spelled(Type.CONCAT_SQUASH));
      tree.put("dim", squash.dim());
      tree.put("hidden", squash.hidden());
      tree.put("activation", Tree.spelled(squash.activation()));
    } else {
      throw new IllegalArgumentException(
          "a field of type %s cannot be stored; expected Mlp or ConcatSquash"
              .formatted(field.getClass().getName()));
    }
    return tree;
  }

  static VectorField read(Tree tree) {
    Activation activation = tree.constant("activation", Activation.class);
    int dim = tree.whole("dim");
    return switch (tree.constant("type", Type.class)) {
      case MLP -> {
        tree.requireOnly("type", "dim", "hidden", "activation", "time");
        TimeInput time = tree.constant("time", TimeInput.class);
        yield new Mlp(dim, tree.wholes("hidden"), activation, time);
      }
      case CONCAT_SQUASH -> {
        tree.requireOnly("type", "dim", "hidden", "activation");
        yield new ConcatSquash(dim, tree.wholes("hidden"), activation);
      }
    };
  }
}
