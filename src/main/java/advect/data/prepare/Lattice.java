package advect.data.prepare;

import advect.input.PlainMap;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * The numbers (offset + k step) / 10^decimals, k an integer: what rounding leaves of a column.
 *
 * <p>A value is the quotient of two integers that doubles hold exactly, so it is the double nearest
 * to its decimal: the same bits that parsing the decimal gives.
 *
 * @param step units between neighbours, a unit being 10^-decimals
 * @param offset units of the smallest value that is not negative
 * @param decimals digits after the point that the values need
 */
record Lattice(long step, long offset, int decimals) implements Cells {
  /** Values have at most this many units, so that a cell holds many doubles. */
  static final long MAX_UNITS = 1L << 32;

  static final int MAX_DECIMALS = 15;

  /** Exact: powers of ten are doubles up to 10^22. */
  private static final double[] POWERS =
      IntStream.rangeClosed(0, MAX_DECIMALS).mapToDouble(p -> Math.pow(10, p)).toArray();

  /** Sums and products of a few decimals differ by this many last places from their decimal. */
  private static final int ROUND_OFF = 4;

  /** Marks a number that is not a multiple of the unit. */
  private static final long NONE = Long.MIN_VALUE;

  /** Requires a canonical form, so that equal lattices are equal records. */
  Lattice {
    if (decimals < 0 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals must be from 0 to " + MAX_DECIMALS + ", found " + decimals);
    }
    if (step < 1 || step > 2 * MAX_UNITS || offset < 0 || offset >= step) {
      throw new IllegalArgumentException(
          "expected 0 <= offset < step <= %d, found offset %d and step %d"
              .formatted(2 * MAX_UNITS, offset, step));
    }
  }

  /**
   * The coarsest lattice that holds all values, if there is one of at most 15 decimals.
   *
   * @param values read only; two of them differ
   */
  static Optional<Lattice> of(double[] values) {
    int decimals = 0;
    for (double x : values) {
      while (units(x, decimals) == NONE) {
        if (++decimals > MAX_DECIMALS) return Optional.empty();
      }
    }
    long step = 0;
    long first = units(values[0], decimals);
    for (double x : values) {
      long units = units(x, decimals);
      if (units == NONE) return Optional.empty(); // too large for the decimals of later values
      step = ArithmeticUtils.gcd(step, units - first);
    }
    return Optional.of(new Lattice(step, Math.floorMod(first, step), decimals));
  }

  /**
   * The coarsest decimal lattice 10^-q that holds this share of the values that are not 0.
   *
   * @param values read only
   */
  static Optional<Lattice> holding(double share, double[] values) {
    double[] others = DoubleStream.of(values).filter(x -> x != 0).toArray();
    return IntStream.rangeClosed(0, MAX_DECIMALS)
        .filter(q -> share(others, q) >= share)
        .mapToObj(q -> new Lattice(1, 0, q))
        .findFirst();
  }

  private static double share(double[] values, int decimals) {
    long on = DoubleStream.of(values).filter(x -> units(x, decimals) != NONE).count();
    return (double) on / values.length;
  }

  /** x as a number of units, if it is the double or the float of a decimal, or NONE. */
  private static long units(double x, int decimals) {
    double units = Math.rint(x * POWERS[decimals]);
    if (!(Math.abs(units) <= MAX_UNITS)) return NONE;
    double decimal = units / POWERS[decimals];
    boolean near = Math.abs(x - decimal) <= ROUND_OFF * Math.ulp(decimal) || x == (float) decimal;
    return near ? (long) units : NONE;
  }

  @Override
  public double width() {
    return step / POWERS[decimals];
  }

  @Override
  public double dequantize(double x, double offsetInCell) {
    long units = units(x, decimals);
    if (units == NONE || Math.floorMod(units - offset, step) != 0) return Double.NaN;
    return units / POWERS[decimals] + offsetInCell * width();
  }

  @Override
  public double snap(double point, double low, double high) {
    double k = Math.rint((point * POWERS[decimals] - offset) / step);
    double value = value((long) k);
    if (value <= low) return value((long) k + 1);
    return value >= high ? value((long) k - 1) : value;
  }

  /** The value of number k, or the last one in its direction that can be encoded. */
  private double value(long k) {
    long lowest = Math.floorDiv(-MAX_UNITS - offset + step - 1, step);
    long highest = Math.floorDiv(MAX_UNITS - offset, step);
    return (offset + step * Math.min(Math.max(k, lowest), highest)) / POWERS[decimals];
  }

  @Override
  public double edgeBelow(double bound) {
    double k = Math.ceil(places(bound));
    return value((long) k) - width() / 2;
  }

  @Override
  public double edgeAbove(double bound) {
    double k = Math.floor(places(bound));
    return value((long) k) + width() / 2;
  }

  /** x in steps from the offset, whole if x is on the lattice. */
  private double places(double x) {
    long units = units(x, decimals);
    return ((units == NONE ? x * POWERS[decimals] : units) - offset) / step;
  }

  /** Whether x is beyond all values, on the lattice or not. */
  boolean tooLarge(double x) {
    return Math.abs(x) > MAX_UNITS / POWERS[decimals];
  }

  /** What values are at most in size. */
  String largest() {
    return decimal(MAX_UNITS);
  }

  /** The width of a cell in words. */
  String cell() {
    return decimal(step);
  }

  @Override
  public String values() {
    String multiple = "multiples of " + decimal(step);
    return offset == 0 ? multiple : decimal(offset) + " plus " + multiple;
  }

  private String decimal(long units) {
    return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
  }

  /** As plain values; {@link #of(PlainMap)} reads it. */
  Map<String, Object> tree() {
    return Map.of("step", (double) step, "offset", (double) offset, "decimals", (double) decimals);
  }

  /** Reads what {@link #tree} wrote. */
  static Lattice of(PlainMap node) {
    node.requireOnly("step", "offset", "decimals");
    long step = node.whole("step", 1, 2 * MAX_UNITS);
    long offset = node.whole("offset", 0, step - 1);
    int decimals = (int) node.whole("decimals", 0, MAX_DECIMALS);
    return new Lattice(step, offset, decimals);
  }
}
