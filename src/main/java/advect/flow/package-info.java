/**
 * Continuous normalizing flows: densities carried by a vector field.
 *
 * <p>Base time is 0, data time is 1. A point x of the data has z(1) = x and dz/dt = f(t, z; θ);
 * where the path is at t = 0, the base density p₀ is known. By the instantaneous change of
 * variables,
 *
 * <pre>
 *   log p(x) = log p₀(z(0)) + ∫ from 1 to 0 of tr(∂f/∂z) dt,
 * </pre>
 *
 * <p>so the trace is a running cost of the solve from data to base. Log densities are in nats, and
 * in the units of the data: standardisation is part of the flow.
 *
 * <p>Reference: Chen, Rubanova, Bettencourt and Duvenaud 2018, arXiv:1806.07366, theorem 1.
 */
@org.jspecify.annotations.NullMarked
package advect.flow;
