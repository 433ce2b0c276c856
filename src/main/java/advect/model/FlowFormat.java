package advect.model;

import advect.field.Parameter;
import advect.field.VectorField;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.input.PlainMap;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.Arrays;
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
  private static final String BASE = StoredBase.KEY;
  private static final String END = "end";
  private static final String STANDARDIZATION = ParameterNames.STANDARDIZATION;
  private static final String CONTEXT = "context.";
  private static final String SHIFT = STANDARDIZATION + "shift";
  private static final String SCALE = STANDARDIZATION + "scale";

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
    ParameterNames.require(flow.field(), flow.base());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FIELD, StorableTypes.FIELDS.write(flow.field()));
    tree.put(BASE, base(flow).tree());
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
    double[] theta = Arrays.copyOf(flow.parameters(), flow.field().parameterCount());
    tensors.putAll(ParameterTensors.of(flow.field().parameters(), theta));
    tensors.putAll(base(flow).tensors());
    put(STANDARDIZATION, flow.standardization(), tensors);
    if (flow.contextDim() > 0) put(CONTEXT, flow.contextUnits(), tensors);
    return tensors;
  }

  private static StoredBase base(ContinuousFlow flow) {
    double[] theta = flow.parameters();
    double[] phi = Arrays.copyOfRange(theta, flow.field().parameterCount(), theta.length);
    return StoredBase.of(flow.base(), phi);
  }

  private static void put(String prefix, Standardization map, Map<String, Tensor> tensors) {
    IntStream columns = IntStream.range(0, map.dim());
    tensors.put(prefix + "shift", vector(map.dim(), columns.mapToDouble(map::shift)));
    tensors.put(
        prefix + "scale", vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::scale)));
  }

  private static Tensor vector(int dim, DoubleStream values) {
    return Tensor.of(values.toArray(), dim);
  }

  static ContinuousFlow read(PlainMap tree, Safetensors file) {
    tree.requireOnly(FIELD, BASE, END);
    VectorField field = StorableTypes.FIELDS.read(tree.child(FIELD));
    StoredBase base = StoredBase.read(tree, field.dim(), file);
    requireOnly(names(field, base), file);
    double[] theta = ParameterTensors.values(field.parameters(), file);
    Standardization standardization =
        Standardization.of(file.doubles(SHIFT, field.dim()), file.doubles(SCALE, field.dim()));
    return ContinuousFlow.of(field, joined(theta, base.phi()), base.base(), standardization)
        .withContextUnits(contextUnits(field, file))
        .until(tree.number(END));
  }

  private static Standardization contextUnits(VectorField field, Safetensors file) {
    int dim = field.contextDim();
    if (dim == 0) return Standardization.identity(0);
    return Standardization.of(
        file.doubles(CONTEXT + "shift", dim), file.doubles(CONTEXT + "scale", dim));
  }

  private static double[] joined(double[] theta, double[] phi) {
    double[] all = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, all, theta.length, phi.length);
    return all;
  }

  private static Set<String> names(VectorField field, StoredBase base) {
    Set<String> names = new HashSet<>(List.of(SHIFT, SCALE));
    names.addAll(base.tensors().keySet());
    if (field.contextDim() > 0) names.addAll(List.of(CONTEXT + "shift", CONTEXT + "scale"));
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
