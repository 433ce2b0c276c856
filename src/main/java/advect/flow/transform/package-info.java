/**
 * Invertible maps with their log determinants and reverse passes: continuous flows, affine, planar
 * and radial maps, and chains of them.
 *
 * <p>A {@link advect.flow.transform.Transform} is an architecture; {@link
 * advect.flow.transform.BoundTransform} has its parameters, and a {@link
 * advect.flow.transform.TransformPass} the memory of one shard.
 *
 * <p>Panels are {@code [dim][samples]}, log densities in nats.
 */
@org.jspecify.annotations.NullMarked
package advect.flow.transform;
