package advect.plot;

import advect.plot.color.ColorMap;
import advect.plot.data.Quantity;

/**
 * How a density map is shown.
 *
 * @param quantity p or log p
 * @param colors the colours
 * @param xName the name of the horizontal axis; may be empty
 * @param yName the name of the vertical axis; may be empty
 */
public record MapStyle(Quantity quantity, ColorMap colors, String xName, String yName) {
  /** The density itself, glowing on black. */
  public static final MapStyle DEFAULT = new MapStyle(Quantity.DENSITY, ColorMap.EMBER, "", "");

  /** A copy that shows another quantity. */
  public MapStyle withQuantity(Quantity value) {
    return new MapStyle(value, colors, xName, yName);
  }

  /** A copy in other colours. */
  public MapStyle withColors(ColorMap value) {
    return new MapStyle(quantity, value, xName, yName);
  }

  /** A copy with names for the axes. */
  public MapStyle withNames(String x, String y) {
    return new MapStyle(quantity, colors, x, y);
  }
}
