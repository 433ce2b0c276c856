package advect.plot.chart;

import advect.plot.data.Range;
import java.util.List;
import java.util.Locale;

/**
 * How one direction of a picture is numbered: few round ticks, as many decimals as they need.
 *
 * <p>XChart rounds tick positions at ten decimals and compares spacings with a fixed 1e-4, so very
 * large or small numbers are given to it in units of a power of ten, which the axis title names.
 *
 * @param range what the axis spans, in data units
 * @param step the distance of ticks, in data units: 1, 2 or 5 times a power of ten
 * @param exponent the axis counts in units of 10^exponent
 * @param levels names that stand at 0, 1, ... instead of numbers; empty for numbers
 */
public record Axis(Range range, double step, int exponent, List<String> levels) {
  /** Takes a copy. */
  public Axis {
    levels = List.copyOf(levels);
  }

  /** An axis of numbers. */
  public Axis(Range range, double step, int exponent) {
    this(range, step, exponent, List.of());
  }

  /** Ends are opened by this share, because XChart leaves out a tick that lies on the very end. */
  private static final double OPEN = 1e-7;

  /**
   * XChart steps by multiples of 1e-10: a finer axis must look constant to it, or it never ends.
   */
  private static final int MOST_DECIMALS = 9;

  /** Letters of a level's name: more would push the picture aside. */
  private static final int LONGEST = 14;

  /** About {@code ticks} ticks over the range; never fewer than {@code ticks / 2.5}. */
  public static Axis of(Range range, double ticks) {
    double largest = Math.max(Math.abs(range.lo()), Math.abs(range.hi()));
    int magnitude = (int) Math.floor(Math.log10(largest));
    int exponent = magnitude >= 5 || magnitude < -2 ? magnitude : 0;
    return new Axis(range, niceStep(range.span() / ticks), exponent);
  }

  /** A place of length 1 around each of 0, 1, ..., and at most {@code labels} of their names. */
  public static Axis of(List<String> levels, double labels) {
    Range range = new Range(-0.5, levels.size() - 0.5);
    return new Axis(range, niceStep(Math.max(1, levels.size() / labels)), 0, levels);
  }

  /** The least of 1, 2 and 5 times a power of ten that is at least {@code x}. */
  private static double niceStep(double x) {
    double ten = Math.pow(10, Math.floor(Math.log10(x)));
    double leading = x / ten * (1 - 1e-9);
    return leading <= 1 ? ten : leading <= 2 ? 2 * ten : leading <= 5 ? 5 * ten : 10 * ten;
  }

  /** A value of the data in the units of the axis. */
  double count(double value) {
    return value / Math.pow(10, exponent);
  }

  /** Values of the data in the units of the axis. */
  double[] count(double[] values) {
    double[] counts = new double[values.length];
    for (int i = 0; i < counts.length; i++) counts[i] = count(values[i]);
    return counts;
  }

  /** The lower end for XChart. */
  double chartMin() {
    return count(range.lo() - OPEN * range.span());
  }

  /** The upper end for XChart. */
  double chartMax() {
    return count(range.hi() + OPEN * range.span());
  }

  /** The distance of ticks in pixels, when the axis is that many pixels long. */
  double spacing(double pixels) {
    return step / range.span() * pixels;
  }

  /** The text of a tick, whose value is in the units of the axis. */
  String label(double count) {
    if (!levels.isEmpty()) return level(count);
    int needed = (int) -Math.floor(Math.log10(count(step)) + 1e-9);
    int decimals = Math.min(Math.max(0, needed), MOST_DECIMALS);
    String text = String.format(Locale.ROOT, "%." + decimals + "f", count);
    if (text.matches("-0(\\.0*)?")) text = text.substring(1);
    return text.replace('-', '\u2212');
  }

  /**
   * The name of a level. No two ticks may have the same text, or XChart draws none at all; it asks
   * for ticks beyond the ends, too, which nobody sees.
   */
  private String level(double count) {
    long level = Math.round(count);
    if (level != count || level < 0 || level >= levels.size()) return Double.toString(count);
    String name = cut(levels.get((int) level));
    boolean same = levels.stream().filter(other -> cut(other).equals(name)).count() > 1;
    return same ? level + " " + name : name;
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "\u2026" : name;
  }

  /** The title with the power of ten, if there is one. */
  public String title(String name) {
    if (exponent == 0) return name;
    String unit = "(\u00d7 1e%d)".formatted(exponent).replace('-', '\u2212');
    return name.isEmpty() ? unit : name + "  " + unit;
  }
}
