package advect.flow.base;

import java.util.random.RandomGenerator;

/**
 * A density of a {@link Base}. Panels are {@code [dim][samples]}; log densities are in nats.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface BaseDensity {
  /** Adds log p₀(z) of each sample to {@code logp}, {@code [samples]}. */
  void addLogDensity(double[] z, double[] logp);

  /** Writes the score ∂ log p₀/∂z into {@code gradient}, of the shape of z. */
  void score(double[] z, double[] gradient);

  /**
   * Adds the gradient in φ of Σ over samples of weight · log p₀(z).
   *
   * @param weight {@code [samples]}, read only
   * @param phiBar updated, of the length of φ
   */
  default void addParameterGradient(double[] z, double[] weight, double[] phiBar) {}

  /** Fills a panel with draws, {@code z.length / dim} of them. */
  void sample(RandomGenerator rng, double[] z);
}
