package advect.flow.transform;

import advect.field.Parameter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * An invertible map T of R^dim with its log determinant and the reverse derivatives of both: if z₀
 * has density q₀, then z₁ = T(z₀) has log q(z₁) = log q₀(z₀) - log |det ∂T/∂z₀|.
 *
 * <p>T depends on θ, which all samples share, and may depend on a context that each sample brings
 * along, such as a condition or what an encoder makes of its row.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface Transform {
  /** Dimension of z. */
  int dim();

  /** Numbers in a sample's context; 0 if all samples are moved by one map. */
  default int contextDim() {
    return 0;
  }

  /**
   * The named parts of θ, in its order; empty if there is nothing to learn. No name may begin with
   * {@code base.}, {@code standardization.} or {@code context.}, which model files keep for the
   * rest of a flow.
   */
  List<Parameter> parameters();

  /** Length of θ. */
  default int parameterCount() {
    return parameters().stream().mapToInt(Parameter::count).sum();
  }

  /** Solves in a move, each of which remembers its own first step; 0 if it is direct. */
  default int solves() {
    return 1;
  }

  /** A random starting point for training. */
  double[] initialParameters(RandomGenerator rng);

  /** A context from which training may start, {@code [contextDim]}, if something makes contexts. */
  default double[] initialContext(RandomGenerator rng) {
    return new double[contextDim()];
  }

  /**
   * The same map with the solves in it done otherwise.
   *
   * @param change of the settings of every {@link Ode} in it
   */
  default Transform solved(UnaryOperator<OdeSettings> change) {
    return this;
  }

  /** Whether moves add log |det|; those of an {@link Ode} without a trace leave it out. */
  default boolean addsLogDeterminant() {
    return true;
  }

  /**
   * Requires that moves add log |det|, without which there is no density.
   *
   * @throws IllegalArgumentException if they do not, with what to choose instead
   */
  default void requireLogDeterminant() {
    if (addsLogDeterminant()) return;
    throw new IllegalArgumentException(
        "a log density was asked for, but Trace.None leaves out the determinant it is made of:"
            + " choose Trace.Exact or Trace.Hutchinson, or ask for points alone");
  }

  /** T⁻¹, with the same θ and context. */
  Transform inverse();

  /** T for one thread. */
  BoundTransform bind();

  /**
   * Requires a θ of this transform.
   *
   * @throws IllegalArgumentException if it has another length
   */
  default void requireParameters(double[] theta) {
    if (theta.length != parameterCount()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(parameterCount(), theta.length));
    }
  }
}
