package advect.variational;

import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import advect.ode.SolveStatus;
import java.util.random.RandomGenerator;

/**
 * An invertible map T of R^dim with its log determinant and the reverse derivatives of both: if z₀
 * has density q₀, then z₁ = T(z₀) has log q(z₁) = log q₀(z₀) - log |det ∂T/∂z₀|.
 *
 * <p>Read the other way round, it is a density: log p(x) = log p₀(T(x)) + log |det ∂T/∂x|.
 *
 * <p>T depends on θ, which all samples share, and may depend on a condition φ that each sample
 * brings along, such as what an encoder makes of its row.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface Transport {
  /** Dimension of z. */
  int dim();

  /** Length of θ. */
  int parameterCount();

  /** Numbers in φ; 0 if all samples are moved by one map. */
  int conditionCount();

  /** A random starting point for training. */
  double[] initialParameters(RandomGenerator rng);

  /** A condition from which training may start, {@code [conditionCount]}. */
  double[] initialCondition(RandomGenerator rng);

  /**
   * Memory to move so many samples.
   *
   * <p>Threads: the result belongs to one thread.
   */
  Pass pass(int samples);

  /** A map with parameters, and the memory of its last run. */
  interface Pass {
    /** Of a map that no solve is needed for. */
    SolveReport DIRECT = new SolveReport(SolveStatus.REACHED_END, 1, 0, 0, 0, 0);

    /** Fixes θ from now on. */
    void parameters(double[] theta);

    /**
     * Moves samples.
     *
     * @param condition φ, {@code [conditionCount][samples]}, read only
     * @param z {@code [dim][samples]}, in: z₀, out: z₁
     * @param logDet {@code [samples]}, overwritten with log |det ∂z₁/∂z₀|, NaN where it failed
     * @param memory of first steps, where the map is a solve
     * @return what the solve did, {@link #DIRECT} if there was none
     */
    SolveReport forward(double[] condition, double[] z, double[] logDet, FirstSteps memory);

    /** Moves samples without a memory of first steps. */
    default SolveReport forward(double[] condition, double[] z, double[] logDet) {
      return forward(condition, z, logDet, new FirstSteps());
    }

    /**
     * Differentiates the last {@link #forward}, which must not have failed.
     *
     * @param zbar {@code [dim][samples]}, in: ∂L/∂z₁, out: ∂L/∂z₀
     * @param logDetBar ∂L/∂ log |det|, {@code [samples]}, read only
     * @param conditionBar overwritten with ∂L/∂φ, {@code [conditionCount][samples]}
     * @param thetaBar updated: += ∂L/∂θ, NaN where it failed
     * @return what the solve did, {@link #DIRECT} if there was none
     */
    SolveReport backward(
        double[] zbar, double[] logDetBar, double[] conditionBar, double[] thetaBar);
  }
}
