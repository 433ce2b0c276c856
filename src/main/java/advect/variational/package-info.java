/**
 * Distributions made by moving a simple one: discrete normalizing flows and continuous ones behind
 * one interface, fitted to energies, to draws, and as posteriors of a variational autoencoder.
 *
 * <p>Panels are {@code [dim][samples]}, log densities in nats.
 */
@NullMarked
package advect.variational;

import org.jspecify.annotations.NullMarked;
