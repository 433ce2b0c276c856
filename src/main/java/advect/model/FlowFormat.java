package advect.model;

import advect.field.Parameter;
import advect.field.VectorField;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
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
  private static final String STANDARD_NORMAL = "standard-normal";
  private static final String SHIFT = "standardization.shift";
  private static final String SCALE = "standardization.scale";

  private FlowFormat() {}

  static Map<String, Object> tree(ContinuousFlow flow) {
    if (!(flow.base() instanceof StandardNormal)) {
      throw new IllegalArgumentException(
          "a base of type %s cannot be stored; expected StandardNormal"
              .formatted(flow.base().getClass().getName()));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("field", FieldFormat.write(flow.field()));
    tree.put("base", STANDARD_NORMAL);
    tree.put("end", flow.end());
    return tree;
  }

  static Map<String, Tensor> tensors(ContinuousFlow flow) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    double[] theta = flow.parameters();
    int start = 0;
    for (Parameter parameter : flow.field().parameters()) {
      double[] values = Arrays.copyOfRange(theta, start, start + parameter.count());
      tensors.put(parameter.name(), Tensor.of(values, shape(parameter)));
      start += parameter.count();
    }
    Standardization map = flow.standardization();
    tensors.put(SHIFT, vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::shift)));
    tensors.put(SCALE, vector(map.dim(), IntStream.range(0, map.dim()).mapToDouble(map::scale)));
    return tensors;
  }

  private static Tensor vector(int dim, DoubleStream values) {
    return Tensor.of(values.toArray(), dim);
  }

  private static int[] shape(Parameter parameter) {
    return parameter.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Nothing is allocated for the field before the tensors are known to have its shapes. */
  static ContinuousFlow read(Tree tree, Safetensors file) {
    tree.requireOnly("field", "base", "end");
    VectorField field = FieldFormat.read(tree.tree("field"));
    if (!tree.text("base").equals(STANDARD_NORMAL)) {
      throw new IllegalArgumentException(
          "its base density is %s, which this Advect does not know; use a newer Advect"
              .formatted(tree.text("base")));
    }
    List<Parameter> parameters = field.parameters();
    requireOnly(parameters, file);
    List<double[]> parts = parameters.stream().map(p -> file.doubles(p.name(), shape(p))).toList();
    Standardization standardization =
        Standardization.of(file.doubles(SHIFT, field.dim()), file.doubles(SCALE, field.dim()));
    return ContinuousFlow.of(field, joined(parts), new StandardNormal(field.dim()), standardization)
        .until(tree.number("end"));
  }

  private static void requireOnly(List<Parameter> parameters, Safetensors file) {
    Set<String> names = new HashSet<>(file.tensors().keySet());
    parameters.forEach(parameter -> names.remove(parameter.name()));
    names.removeAll(List.of(SHIFT, SCALE));
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("has tensors that its field does not: " + names);
    }
  }

  private static double[] joined(List<double[]> parts) {
    int count = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    double[] theta = new double[count];
    int start = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, theta, start, part.length);
      start += part.length;
    }
    return theta;
  }
}
