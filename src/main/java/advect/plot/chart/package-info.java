/**
 * Charts by XChart in one look, lined up by their plot areas, and what is drawn over them: density
 * maps, clouds of points, arrows, paths.
 */
@org.jspecify.annotations.NullMarked
package advect.plot.chart;
