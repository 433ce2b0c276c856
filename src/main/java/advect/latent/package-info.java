/**
 * Irregular time series by latent ODEs, and by recurrent nets to compare them with.
 *
 * <p>A series x₁ ... x_n at times t₁ &lt; ... &lt; t_n is explained by a state z that obeys an ODE:
 *
 * <pre>
 *   z(t₀) ~ N(0, I),   dz/dt = f(z; θ),   xᵢ ~ N(decoder(z(tᵢ)), σ² I).
 * </pre>
 *
 * <p>A recurrent net reads the series towards t₀ ({@link advect.latent.Anchor}) and gives the mean
 * and variance of a normal posterior q of z(t₀); all parts are trained together to raise the
 * evidence lower bound
 *
 * <pre>
 *   ELBO = E_q [Σ log N(xᵢ; decoder(z(tᵢ)), σ² I)] - KL(q ‖ N(0, I)).
 * </pre>
 *
 * <p>Inside, shards of series are panels {@code [feature][series]}.
 *
 * <p>References: Chen, Rubanova, Bettencourt and Duvenaud, "Neural Ordinary Differential
 * Equations", NeurIPS 2018, arXiv:1806.07366, section 5; Rubanova, Chen and Duvenaud, "Latent ODEs
 * for irregularly-sampled time series", NeurIPS 2019, arXiv:1907.03907.
 */
@NullMarked
package advect.latent;

import org.jspecify.annotations.NullMarked;
