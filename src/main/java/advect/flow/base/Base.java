package advect.flow.base;

import advect.field.Parameter;
import java.util.List;

/**
 * A family of densities on R^dim at time 0, with parameters φ that may be learned.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface Base {
  /** Dimension of z. */
  int dim();

  /**
   * The named parts of φ, in its order; empty if nothing is learned. A model file holds them by
   * their names, which begin with {@code base.}.
   */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Length of φ. */
  default int parameterCount() {
    return parameters().stream().mapToInt(Parameter::count).sum();
  }

  /** φ from which training starts. */
  default double[] initialParameters() {
    return new double[0];
  }

  /**
   * The density with given parameters.
   *
   * @param phi read now and not kept
   * @throws IllegalArgumentException if it has another length than φ
   */
  BaseDensity with(double[] phi);
}
