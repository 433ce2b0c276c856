package advect.field;

import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A vector field f(t, z; θ) on R^dim: an architecture without its parameters.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface VectorField {
  /** Dimension of z and of f. */
  int dim();

  /** Length of θ. */
  int parameterCount();

  /** The named parts of θ, in its order. */
  List<Parameter> parameters();

  /** A random starting point for training. */
  double[] initialParameters(RandomGenerator rng);

  /**
   * Memory to evaluate this field in the given arithmetic.
   *
   * <p>Threads: the result belongs to one thread.
   */
  <A> BoundField bind(Kernels<A> kernels);
}
