/**
 * Pictures of densities, samples and flows, drawn with XChart.
 *
 * <p>Each {@code …Figure} turns plain numbers into a {@link advect.plot.chart.Figure}, which writes
 * itself as PNG or SVG; {@link advect.plot.FlowAnimation} writes a GIF. XChart draws axes, labels,
 * grids and curves; what it has no seamless form for (density maps, point clouds, arrows, colour
 * bars' ramps) is laid over its numeric axes by a {@code Drawing}, so that ticks and picture share
 * one map from data to pixels.
 *
 * <p>Three promises. <em>Equal units:</em> in a picture of the plane one unit is as long in x as in
 * y, unless the box is over three times longer one way. <em>Honest colours:</em> lightness, as the
 * eye judges it, is linear in the number shown, panels that are compared share one scale, and the
 * colour bar says what the scale is. <em>Same picture everywhere:</em> the typeface travels with
 * the program, so neither a display nor installed fonts are needed.
 *
 * <p>Nothing here knows of flows or solvers: the callers bring grids, points and curves.
 */
@org.jspecify.annotations.NullMarked
package advect.plot;
