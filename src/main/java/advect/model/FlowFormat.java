package advect.model;

import advect.field.Parameter;
import advect.field.VectorField;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.StandardNormal;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A flow as a tree and tensors: all that defines its density. */
final class FlowFormat {
  private static final String FIELD = "field";
  private static final String BASE = "base";
  private static final String END = "end";
  private static final String SHIFT = ParameterNames.STANDARDIZATION + "shift";
  private static final String SCALE = ParameterNames.STANDARDIZATION + "scale";

  private static final Set<String> FIRST_FIELDS = Set.of("mlp", "concat-squash");
  private static final Set<String> FIRST_KEYS =
      Set.of("type", "dim", "hidden", "activation", "time");

  private FlowFormat() {}

  /**
   * Architecture, base and end.
   *
   * @throws IllegalArgumentException if field or base cannot be stored, saying why
   */
  static Map<String, Object> tree(ContinuousFlow flow) {
    ParameterNames.require(flow.field(), base(flow));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FIELD, StorableTypes.FIELDS.write(flow.field()));
    tree.put(BASE, StoredBase.of(base(flow), phi(flow)).tree());
    tree.put(END, flow.end());
    return tree;
  }

  /** Whether programs that know the first version of the format alone can read a tree. */
  static boolean isOfFirstVersion(Map<String, Object> tree) {
    return tree.get(BASE) instanceof String
        && tree.get(FIELD) instanceof Map<?, ?> field
        && FIRST_FIELDS.contains(field.get("type"))
        && FIRST_KEYS.containsAll(field.keySet());
  }

  static Map<String, Tensor> tensors(ContinuousFlow flow) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.putAll(ParameterTensors.of(flow.field().parameters(), flow.parameters()));
    tensors.putAll(StoredBase.of(base(flow), phi(flow)).tensors());
    Standardization map = flow.standardization();
    tensors.put(SHIFT, vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::shift)));
    tensors.put(SCALE, vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::scale)));
    return tensors;
  }

  private static Base base(ContinuousFlow flow) {
    if (flow.base() instanceof advect.flow.StandardNormal) return new StandardNormal(flow.dim());
    throw new IllegalArgumentException(
        "a base of type %s cannot be stored".formatted(flow.base().getClass().getName()));
  }

  private static double[] phi(ContinuousFlow flow) {
    return base(flow).initialParameters();
  }

  private static Tensor vector(int dim, DoubleStream values) {
    return Tensor.of(values.toArray(), dim);
  }

  static ContinuousFlow read(Tree tree, Safetensors file) {
    tree.requireOnly(FIELD, BASE, END);
    VectorField field = StorableTypes.FIELDS.read(tree.tree(FIELD));
    StoredBase base = StoredBase.read(tree.value(BASE), field.dim(), file);
    requireOnly(names(field, base), file);
    double[] theta = ParameterTensors.values(field.parameters(), file);
    Standardization standardization =
        Standardization.of(file.doubles(SHIFT, field.dim()), file.doubles(SCALE, field.dim()));
    return ContinuousFlow.of(field, theta, old(base), standardization).until(tree.number(END));
  }

  private static advect.flow.StandardNormal old(StoredBase base) {
    if (base.base() instanceof StandardNormal) return new advect.flow.StandardNormal();
    throw new IllegalArgumentException("flows do not start from its base yet");
  }

  private static Set<String> names(VectorField field, StoredBase base) {
    Set<String> names = new HashSet<>(List.of(SHIFT, SCALE));
    names.addAll(base.tensors().keySet());
    field.parameters().stream().map(Parameter::name).forEach(names::add);
    return names;
  }

  private static void requireOnly(Set<String> known, Safetensors file) {
    Set<String> names = new HashSet<>(file.tensors().keySet());
    names.removeAll(known);
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("has tensors of neither its field nor its base: " + names);
    }
  }
}
