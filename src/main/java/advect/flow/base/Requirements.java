package advect.flow.base;

import java.util.Arrays;

/** What every base asks of its settings. */
final class Requirements {
  private Requirements() {}

  static void dim(int dim) {
    if (dim < 1) throw new IllegalArgumentException("dim must be at least 1, got " + dim);
  }

  /** As many parameters as the base has. */
  static void parameters(Base base, double[] phi) {
    if (phi.length != base.parameterCount()) {
      throw new IllegalArgumentException(
          "the base has %d parameters, got %d".formatted(base.parameterCount(), phi.length));
    }
  }

  /** Numbers, none of which is missing or infinite. */
  static void finite(String what, double[] values) {
    if (Arrays.stream(values).allMatch(Double::isFinite)) return;
    throw new IllegalArgumentException(
        "%s must be finite, got %s".formatted(what, Arrays.toString(values)));
  }
}
