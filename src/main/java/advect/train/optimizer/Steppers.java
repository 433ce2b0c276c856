package advect.train.optimizer;

import advect.safetensors.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Reads what an optimiser remembered, and refuses what makes no sense. */
final class Steppers {
  private Steppers() {}

  /** A vector of finite numbers. */
  static double[] vector(Map<String, Tensor> state, String name, int count) {
    Tensor tensor = state.get(name);
    if (tensor == null || tensor.count() != count) {
      throw new IllegalArgumentException(
          "expected %d numbers in %s, got %s"
              .formatted(count, name, tensor == null ? "none" : tensor.count()));
    }
    double[] values = tensor.doubles();
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected finite numbers in " + name);
    }
    return values;
  }

  /** A count. */
  static int whole(Map<String, Tensor> state, String name) {
    double value = vector(state, name, 1)[0];
    if (value >= 0 && value == (int) value) return (int) value;
    throw new IllegalArgumentException(
        "expected a whole number in %s, got %s".formatted(name, value));
  }
}
