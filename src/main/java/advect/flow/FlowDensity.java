package advect.flow;

import advect.parallel.Parallelism;
import org.ejml.data.DMatrixRMaj;

/**
 * A {@link Flow} of any transform with its parameters, without a context: scores points, and moves
 * draws of its base.
 *
 * <p>Matrices are {@code [rows][dim]}, a row a sample; log densities in nats. Results are the same
 * for any number of threads. Threads: immutable; safe to share.
 */
public final class FlowDensity {
  private static final DMatrixRMaj NO_CONTEXT = new DMatrixRMaj(0, 0);

  private final FlowRun run;

  /** A flow with parameters, copied. */
  public FlowDensity(Flow flow, double[] theta, Parallelism parallelism) {
    run = new FlowRun(flow, theta.clone(), Standardization.identity(0), parallelism, true);
  }

  /**
   * log p of every row, in nats and data units.
   *
   * @throws IllegalArgumentException if x has another number of columns or is not finite
   * @throws advect.ode.SolveException if a solve did not reach its end
   */
  public double[] logDensity(DMatrixRMaj x) {
    return run.encode(x, NO_CONTEXT).logDensity();
  }

  /**
   * Draws of the base at time 0, moved to the data, and their log densities there.
   *
   * @throws IllegalArgumentException and SolveException as {@link #logDensity}
   */
  public FlowPoints move(DMatrixRMaj baseDraws) {
    return run.decode(baseDraws, NO_CONTEXT);
  }
}
