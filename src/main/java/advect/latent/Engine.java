package advect.latent;

import advect.flow.Parallelism;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.Tableaux;

/**
 * How models are computed.
 *
 * @param solver of the latent ODE; recurrent nets have none
 * @param precision of nets
 * @param parallelism shards and threads; threads never change a result
 */
public record Engine(RungeKutta solver, Precision precision, Parallelism parallelism) {
  /** dopri5 at 1e-4, far below the noise of data, in float32 on every core. */
  public static final Engine DEFAULT =
      new Engine(
          new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-4)),
          Precision.FLOAT32,
          Parallelism.DEFAULT);

  /** A copy with other threads. */
  public Engine withThreads(int threads) {
    return new Engine(solver, precision, parallelism.withThreads(threads));
  }
}
