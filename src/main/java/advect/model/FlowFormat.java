package advect.model;

import advect.field.Parameter;
import advect.field.VectorField;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.transform.Ode;
import advect.flow.transform.Transform;
import advect.input.PlainMap;
import advect.parallel.Parallelism;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A flow as a tree and tensors: all that defines its density. A flow of one {@link Ode} has its
 * field and end in the tree, as it had when there was no other, and any other flow its transform.
 * Members of an ensemble share the tree, and have their tensors behind {@code members.k.}.
 */
final class FlowFormat {
  private static final String FIELD = "field";
  private static final String TRANSFORM = "transform";
  private static final String BASE = StoredBase.KEY;
  private static final String END = "end";
  private static final String MEMBERS = "members";
  private static final int MOST_MEMBERS = 1000;
  private static final String SHIFT = "shift";
  private static final String SCALE = "scale";

  private static final Set<String> FIRST_FIELDS = Set.of("mlp", "concat-squash");
  private static final Set<String> FIRST_KEYS =
      Set.of("type", "dim", "hidden", "activation", "time");

  private FlowFormat() {}

  /**
   * Architecture and base.
   *
   * @throws IllegalArgumentException if field, transform or base cannot be stored, saying why
   */
  static Map<String, Object> tree(Flow flow) {
    ParameterNames.require(flow.transform(), flow.base());
    Object base = StoredBase.of(flow.base(), flow.base().initialParameters()).tree();
    Map<String, Object> tree = new LinkedHashMap<>();
    Optional<Ode> ode = flow.continuous();
    if (ode.isPresent()) {
      tree.put(FIELD, StorableTypes.FIELDS.write(ode.get().field()));
      tree.put(BASE, base);
      tree.put(END, ode.get().to());
    } else {
      tree.put(TRANSFORM, StorableTypes.TRANSFORMS.write(flow.transform()));
      tree.put(BASE, base);
    }
    return tree;
  }

  /**
   * The same of a density, with the number of its members if they are several.
   *
   * @throws IllegalArgumentException if members cannot be stored, or differ in more than tensors
   */
  static Map<String, Object> tree(Density density) {
    List<Map<String, Object>> trees =
        density.members().stream().map(member -> tree(member.flow())).distinct().toList();
    if (trees.size() > 1) {
      throw new IllegalArgumentException(
          "members of an ensemble are stored if they differ in their parameters only, found "
              + trees);
    }
    Map<String, Object> tree = new LinkedHashMap<>(trees.get(0));
    int count = density.members().size();
    if (count > 1) tree.put(MEMBERS, (double) count);
    return tree;
  }

  /** The first version of the format whose programs can read a tree. */
  static int version(Map<String, Object> tree) {
    if (tree.containsKey(MEMBERS)) return 4;
    if (tree.containsKey(TRANSFORM)) return 3;
    boolean first =
        tree.get(BASE) instanceof String
            && tree.get(FIELD) instanceof Map<?, ?> field
            && FIRST_FIELDS.contains(field.get("type"))
            && FIRST_KEYS.containsAll(field.keySet());
    return first ? 1 : 2;
  }

  static Map<String, Tensor> tensors(Density density) {
    List<FlowDensity> members = density.members();
    if (members.size() == 1) return tensors(members.get(0));
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (int k = 0; k < members.size(); k++) {
      String prefix = prefix(k);
      tensors(members.get(k)).forEach((name, tensor) -> all.put(prefix + name, tensor));
    }
    return all;
  }

  private static String prefix(int member) {
    return MEMBERS + "." + member + ".";
  }

  private static Map<String, Tensor> tensors(FlowDensity density) {
    Flow flow = density.flow();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    double[] all = density.parameters();
    tensors.putAll(ParameterTensors.of(flow.transform().parameters(), flow.ofTransform(all)));
    tensors.putAll(StoredBase.of(flow.base(), flow.ofBase(all)).tensors());
    put(ParameterNames.STANDARDIZATION, flow.units(), tensors);
    if (density.contextDim() > 0) {
      put(ParameterNames.CONTEXT, density.contextUnits(), tensors);
    }
    return tensors;
  }

  private static void put(String prefix, Standardization map, Map<String, Tensor> tensors) {
    IntStream columns = IntStream.range(0, map.dim());
    tensors.put(prefix + SHIFT, vector(map.dim(), columns.mapToDouble(map::shift)));
    tensors.put(
        prefix + SCALE, vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::scale)));
  }

  private static Tensor vector(int dim, DoubleStream values) {
    return Tensor.of(values.toArray(), dim);
  }

  static Density read(PlainMap tree, Safetensors file) {
    if (!tree.has(MEMBERS)) return member(tree, file);
    int count = (int) tree.whole(MEMBERS, 2, MOST_MEMBERS);
    PlainMap each = tree.without(MEMBERS);
    List<FlowDensity> members = new ArrayList<>();
    int tensors = 0;
    for (int k = 0; k < count; k++) {
      Safetensors own = file.under(prefix(k));
      tensors += own.tensors().size();
      members.add(member(each, own));
    }
    if (tensors < file.tensors().size()) {
      throw new IllegalArgumentException("has tensors of none of its %d members".formatted(count));
    }
    return Ensemble.of(members);
  }

  private static FlowDensity member(PlainMap tree, Safetensors file) {
    Transform transform = transform(tree);
    StoredBase base = StoredBase.read(tree, transform.dim(), file);
    requireOnly(names(transform, base), file);
    double[] theta = ParameterTensors.values(transform.parameters(), file);
    Standardization units = units(ParameterNames.STANDARDIZATION, transform.dim(), file);
    Flow flow = new Flow(base.base(), transform, units);
    return new FlowDensity(flow, joined(theta, base.phi()), Parallelism.DEFAULT)
        .withContextUnits(units(ParameterNames.CONTEXT, transform.contextDim(), file));
  }

  private static Transform transform(PlainMap tree) {
    if (tree.has(TRANSFORM)) {
      tree.requireOnly(TRANSFORM, BASE);
      return StorableTypes.TRANSFORMS.read(tree.child(TRANSFORM));
    }
    tree.requireOnly(FIELD, BASE, END);
    VectorField field = StorableTypes.FIELDS.read(tree.child(FIELD));
    double end = tree.number(END);
    if (!(end >= 0 && end <= 1)) throw tree.trouble(END, end, "a time from 0 to 1");
    return new Ode(field, 0, end, FlowSettings.DEFAULT.ode());
  }

  private static Standardization units(String prefix, int dim, Safetensors file) {
    if (dim == 0) return Standardization.identity(0);
    return Standardization.of(file.doubles(prefix + SHIFT, dim), file.doubles(prefix + SCALE, dim));
  }

  private static double[] joined(double[] theta, double[] phi) {
    double[] all = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, all, theta.length, phi.length);
    return all;
  }

  private static Set<String> names(Transform transform, StoredBase base) {
    Set<String> names = new HashSet<>(base.tensors().keySet());
    List<String> units =
        transform.contextDim() > 0
            ? List.of(ParameterNames.STANDARDIZATION, ParameterNames.CONTEXT)
            : List.of(ParameterNames.STANDARDIZATION);
    for (String prefix : units) names.addAll(List.of(prefix + SHIFT, prefix + SCALE));
    transform.parameters().stream().map(Parameter::name).forEach(names::add);
    return names;
  }

  private static void requireOnly(Set<String> known, Safetensors file) {
    Set<String> names = new HashSet<>(file.tensors().keySet());
    names.removeAll(known);
    if (!names.isEmpty()) {
      throw new IllegalArgumentException(
          "has tensors of neither its transform nor its base: " + names);
    }
  }
}
