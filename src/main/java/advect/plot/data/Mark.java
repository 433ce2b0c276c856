package advect.plot.data;

/**
 * A named place on an axis.
 *
 * @param name what stands there
 * @param at where, in the units of the axis
 */
public record Mark(String name, double at) {}
