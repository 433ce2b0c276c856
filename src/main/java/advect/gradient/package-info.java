/**
 * Gradients of solves: the adjoint equations of a controlled ODE with running costs.
 *
 * <p>Let z and costs c obey dz/dt = f(t, z; θ), dc/dt = r(t, z; θ) from t0 to t1, and let L be any
 * function of the end (z(t1), c(t1)). With a(t) = ∂L/∂z(t) and c̄ = ∂L/∂c, which is constant
 * because costs feed nothing back,
 *
 * <pre>
 *   da/dt = -[∂f/∂z]ᵀ a - [∂r/∂z]ᵀ c̄,      ∂L/∂θ = ∫ from t0 to t1 of [∂f/∂θ]ᵀ a + [∂r/∂θ]ᵀ c̄ dt.
 * </pre>
 *
 * <p>If L depends on the states at other times tᵢ too, a jumps there by ∂L/∂z(tᵢ) on its way back,
 * and c̄ by ∂L/∂c(tᵢ); {@link advect.ode.Outputs} tells those states.
 *
 * <p>This holds for either direction of time. {@link advect.gradient.ContinuousAdjoint} solves
 * these equations (constant memory); {@link advect.gradient.CheckpointedAdjoint} differentiates the
 * steps that were taken (exact for the computed solution). Both rest on {@link
 * advect.gradient.DifferentiableSystem} alone, and know neither nets nor densities.
 *
 * <p>Reference: Chen, Rubanova, Bettencourt and Duvenaud, "Neural Ordinary Differential Equations",
 * NeurIPS 2018, arXiv:1806.07366, appendix B.
 */
@org.jspecify.annotations.NullMarked
package advect.gradient;
