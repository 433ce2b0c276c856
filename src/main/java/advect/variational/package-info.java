/**
 * Variational inference with any {@link advect.flow.transform.Transform}: flows fitted to an energy
 * by their free energy ({@link advect.variational.FreeEnergy}), and variational autoencoders whose
 * posterior a flow bends ({@link advect.variational.Elbo}).
 *
 * <p>Panels are {@code [dim][samples]}, log densities in nats.
 */
@NullMarked
package advect.variational;

import org.jspecify.annotations.NullMarked;
