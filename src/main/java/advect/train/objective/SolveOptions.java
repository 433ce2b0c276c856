package advect.train.objective;

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
public record SolveOptions(GradientMethod method, Precision precision, Parallelism parallelism) {
  /** In float32, on all cores. */
  public SolveOptions(GradientMethod method) {
    this(method, Precision.FLOAT32, Parallelism.DEFAULT);
  }

  /** A copy with other threads. */
  public SolveOptions withThreads(int threads) {
    return new SolveOptions(method, precision, parallelism.withThreads(threads));
  }
}
