package advect.train;

import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.parallel.Parallelism;

/**
 * How a model is solved and differentiated in training.
 *
 * @param method solver and gradient
 * @param precision of all arithmetic but the state's, which is float64
 * @param parallelism shards and threads
 */
public record Engine(GradientMethod method, Precision precision, Parallelism parallelism) {
  /** In float32, on all cores. */
  public Engine(GradientMethod method) {
    this(method, Precision.FLOAT32, Parallelism.DEFAULT);
  }

  /** A copy with other threads. */
  public Engine withThreads(int threads) {
    return new Engine(method, precision, parallelism.withThreads(threads));
  }
}
