/**
 * Densities at time 0, from which flows start.
 *
 * <p>Panels are {@code [dim][samples]}, log densities in nats.
 */
@org.jspecify.annotations.NullMarked
package advect.flow.base;
