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
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A flow as a tree and tensors: all that defines its density. A flow of one {@link Ode} has its
 * field and end in the tree, as it had when there was no other, and any other flow its transform.
 * Members of an ensemble have their tensors behind {@code members.k.}. If they count alike and
 * differ in nothing else, they share the tree, which has their number; else each has a tree of its
 * own, with its weight.
 */
final class FlowFormat {
  private static final String FIELD = "field";
  private static final String TRANSFORM = "transform";
  private static final String BASE = StoredBase.KEY;
  private static final String END = "end";
  private static final String MEMBERS = "members";
  private static final String WEIGHT = "weight";
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
   * The same of a density, with its members if they are several.
   *
   * @throws IllegalArgumentException if a member cannot be stored, saying why
   */
  static Map<String, Object> tree(Density density) {
    List<FlowDensity> members = density.members();
    List<Map<String, Object>> trees = members.stream().map(member -> tree(member.flow())).toList();
    if (members.size() == 1) return trees.get(0);
    boolean alike = Stream.of(trees, density.weights()).allMatch(FlowFormat::isOneValue);
    Map<String, Object> tree = new LinkedHashMap<>();
    if (alike) {
      tree.putAll(trees.get(0));
      tree.put(MEMBERS, (double) members.size());
    } else {
      for (int k = 0; k < trees.size(); k++) trees.get(k).put(WEIGHT, density.weights().get(k));
      tree.put(MEMBERS, trees);
    }
    return tree;
  }

  private static boolean isOneValue(List<?> values) {
    return values.stream().distinct().count() == 1;
  }

  /** The first version of the format whose programs can read a tree. */
  static int version(Map<String, Object> tree) {
    if (tree.get(MEMBERS) instanceof List<?>) return 5;
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
    if (!(tree.map().get(MEMBERS) instanceof List<?>)) {
      int count = (int) tree.whole(MEMBERS, 2, MOST_MEMBERS);
      return new Ensemble(members(Collections.nCopies(count, tree.without(MEMBERS)), file));
    }
    tree.requireOnly(MEMBERS);
    List<PlainMap> each = tree.children(MEMBERS);
    List<Double> weights = each.stream().map(member -> member.number(WEIGHT)).toList();
    return new Ensemble(
        members(each.stream().map(member -> member.without(WEIGHT)).toList(), file), weights);
  }

  private static List<FlowDensity> members(List<PlainMap> trees, Safetensors file) {
    List<FlowDensity> members = new ArrayList<>();
    int tensors = 0;
    for (int k = 0; k < trees.size(); k++) {
      Safetensors own = file.under(prefix(k));
      tensors += own.tensors().size();
      members.add(member(trees.get(k), own));
    }
    if (tensors < file.tensors().size()) {
      throw new IllegalArgumentException(
          "has tensors of none of its %d members".formatted(members.size()));
    }
    return members;
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
