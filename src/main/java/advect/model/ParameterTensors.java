package advect.model;

import advect.field.Parameter;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters as tensors of their names. */
final class ParameterTensors {
  private ParameterTensors() {}

  /** Values cut into their tensors. */
  static Map<String, Tensor> of(List<Parameter> parameters, double[] values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int start = 0;
    for (Parameter parameter : parameters) {
      double[] part = Arrays.copyOfRange(values, start, start + parameter.count());
      tensors.put(parameter.name(), Tensor.of(part, shape(parameter)));
      start += parameter.count();
    }
    return tensors;
  }

  /**
   * The values joined. Nothing is allocated before the tensors are known to have their shapes.
   *
   * @throws IllegalArgumentException if a tensor is missing or has another shape
   */
  static double[] values(List<Parameter> parameters, Safetensors file) {
    List<double[]> parts = parameters.stream().map(p -> file.doubles(p.name(), shape(p))).toList();
    int count = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    double[] values = new double[count];
    int start = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, values, start, part.length);
      start += part.length;
    }
    return values;
  }

  private static int[] shape(Parameter parameter) {
    return parameter.shape().stream().mapToInt(Integer::intValue).toArray();
  }
}
