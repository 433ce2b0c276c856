package advect.plot.chart;

import advect.plot.color.ColorMap;
import advect.plot.data.Range;

/**
 * Numbers to colours.
 *
 * @param range the numbers from the first colour to the last; others take the nearer end
 * @param map the colours
 */
public record ColorScale(Range range, ColorMap map) {
  private static final int NO_VALUE = 0x9AA0A6;

  /** The colour 0xRRGGBB of a number; grey for NaN. */
  public int rgb(double value) {
    return Double.isNaN(value) ? NO_VALUE : map.rgb((value - range.lo()) / range.span());
  }

  /** A number brought into the range, so that infinities can be interpolated. */
  public double clip(double value) {
    return Math.min(Math.max(value, range.lo()), range.hi());
  }
}
