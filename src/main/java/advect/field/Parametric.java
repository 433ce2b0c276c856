package advect.field;

import advect.kernel.Kernels;
import advect.kernel.Precision;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A function with parameters θ: an architecture without them.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface Parametric {
  /** Length of θ. */
  int parameterCount();

  /** The named parts of θ, in its order. */
  List<Parameter> parameters();

  /** A random starting point for training. */
  double[] initialParameters(RandomGenerator rng);

  /**
   * Memory to evaluate it in the given arithmetic. Implemented by fields; others call {@link
   * #bind(Precision)}.
   *
   * <p>Threads: the result belongs to one thread.
   */
  <A> BoundField bind(Kernels<A> kernels);

  /**
   * Memory to evaluate it with the fastest arithmetic of this precision; see {@link Kernels#of}.
   */
  default BoundField bind(Precision precision) {
    return bind(Kernels.of(precision));
  }
}
