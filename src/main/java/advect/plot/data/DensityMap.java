package advect.plot.data;

/**
 * A density over a box, with the title it goes by.
 *
 * @param title the title of its panel, such as "true density"; may be empty
 * @param logp log densities in nats at the cells' centres; -infinity is no mass, NaN no value
 */
public record DensityMap(String title, Grid logp) {}
