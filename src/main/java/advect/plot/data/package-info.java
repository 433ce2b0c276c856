/**
 * What pictures show, as plain numbers: curves, grids, points, paths, and the ranges they lie in.
 *
 * <p>Log densities are in nats; rows of points are {@code [n][columns]}. Nothing here draws.
 */
@org.jspecify.annotations.NullMarked
package advect.plot.data;
