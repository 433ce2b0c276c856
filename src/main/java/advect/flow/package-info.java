/**
 * Normalizing flows: densities that an invertible map carries from a known one to the data.
 *
 * <p>A {@link advect.flow.Flow} is a base density p₀, a {@link advect.flow.transform.Transform} T
 * from it to standardised data y = T(z), and the units of the data; with its parameters it is a
 * {@link advect.flow.FlowDensity}, perhaps one under a context c of each row. By change of
 * variables,
 *
 * <pre>
 *   log p(x | c) = log p₀(z) + log |det ∂z/∂y| + log |det ∂y/∂x|,   z = T⁻¹(y; c),
 * </pre>
 *
 * <p>which {@link advect.flow.LogDensity} alone writes. {@link advect.flow.ContinuousFlow} is the
 * door to the flow of one vector field: T solves dz/dt = f(t, z, c; θ) from base time 0 to data
 * time 1, and log |det ∂y/∂z| = ∫ tr(∂f/∂z) dt is a running cost of the solve.
 *
 * <p>Matrices are {@code [rows][dim]}, log densities in nats, in the units of the data.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770; Chen, Rubanova, Bettencourt and
 * Duvenaud 2018, arXiv:1806.07366, theorem 1.
 */
@org.jspecify.annotations.NullMarked
package advect.flow;
