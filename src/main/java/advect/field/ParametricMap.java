package advect.field;

import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A map R^in → R^out without a time: an architecture without its parameters.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface ParametricMap {
  /** Inputs. */
  int in();

  /** Outputs. */
  int out();

  /** Length of θ. */
  int parameterCount();

  /** The named parts of θ, in its order. */
  List<Parameter> parameters();

  /** A random starting point for training. */
  double[] initialParameters(RandomGenerator rng);

  /**
   * Memory to evaluate this map in the given arithmetic. Its passes take values {@code
   * [in][samples]} and give {@code [out][samples]}; the time that they ask for is not looked at.
   *
   * <p>Threads: the result belongs to one thread.
   */
  <A> BoundField bind(Kernels<A> kernels);
}
