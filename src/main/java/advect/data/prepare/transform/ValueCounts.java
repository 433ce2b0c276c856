package advect.data.prepare.transform;

import advect.input.PlainMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How many training rows each value of a rounded column has, less a discount δ: what {@link
 * CountedMargin} gives to the values' cells.
 *
 * <p>δ = (n₁ + ½) / (n₁ + 2 n₂ + 1) of n₁ values that come once and n₂ that come twice: what makes
 * rows not seen likeliest, to first order, with half a row so that it is never 0. Where most values
 * come once, new rows bring new ones, and δ is near 1.
 *
 * <p>Reference: Ney, Essen and Kneser, "On structuring probabilistic dependences in stochastic
 * language modelling", Computer Speech and Language 8, 1994: absolute discounting.
 */
public final class ValueCounts {
  /** More values than this are rather a continuum, and would fill a model's file. */
  public static final int MOST_VALUES = 2000;

  /** Fewer than this in the mean, and counts say little that a curve does not. */
  private static final int ROWS_PER_VALUE = 2;

  /** Cells of a lattice: what a value of 2^32 units and its negative are apart. */
  private static final long MOST_CELLS = 1L << 34;

  /** Rows of the largest table there is room for. */
  private static final long MOST_ROWS = 1L << 40;

  private final double first;
  private final double width;
  private final long[] cells;
  private final long[] rows;

  /** Rows of the first k values: whole numbers, so that neither tail loses digits. */
  private final long[] rowsBelow;

  private final double discount;

  /**
   * Of values by the numbers of their cells.
   *
   * @param first lower edge of cell 0
   * @param width of a cell
   * @param cells increasing from 0
   * @param rows of each, 1 or more
   */
  private ValueCounts(double first, double width, long[] cells, long[] rows) {
    this.first = first;
    this.width = width;
    this.cells = cells;
    this.rows = rows;
    int values = cells.length;
    boolean sizes = 2 <= values && values <= MOST_VALUES && rows.length == values;
    if (!sizes || cells[0] != 0 || !increase(cells) || !(width > 0) || !isFinite(first, width)) {
      throw new IllegalArgumentException(
          ("counts need 2 to %d cells that increase from 0, as many numbers of rows, a finite edge and"
                  + " a positive width, found %s, %s, %s, %s")
              .formatted(MOST_VALUES, Arrays.toString(cells), Arrays.toString(rows), first, width));
    }
    rowsBelow = new long[values + 1];
    for (int i = 0; i < values; i++) rowsBelow[i + 1] = rowsBelow[i] + rows[i];
    double once = LongStream.of(rows).filter(n -> n == 1).count();
    double twice = LongStream.of(rows).filter(n -> n == 2).count();
    discount = (once + 0.5) / (once + 2 * twice + 1);
  }

  private static boolean increase(long[] cells) {
    for (int i = 1; i < cells.length; i++) if (cells[i] <= cells[i - 1]) return false;
    return true;
  }

  private static boolean isFinite(double first, double width) {
    return Double.isFinite(first) && Double.isFinite(width);
  }

  /**
   * Counts values.
   *
   * @param points each in the cell of its value, read only
   * @param width of a cell
   * @param edge of any cell
   * @throws IllegalArgumentException if there are fewer than 2 values or more than {@value
   *     #MOST_VALUES}
   */
  static ValueCounts of(double[] points, double width, double edge) {
    double first = firstEdge(points, width, edge);
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (double x : points) counts.merge(cell(x, width, first), 1L, Long::sum);
    if (counts.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "found %d values, where at most %d are counted".formatted(counts.size(), MOST_VALUES));
    }
    return new ValueCounts(first, width, array(counts.keySet()), array(counts.values()));
  }

  /** The lower edge of the first cell that has a point. */
  private static double firstEdge(double[] points, double width, double edge) {
    double least = Arrays.stream(points).min().orElseThrow();
    return edge + width * Math.floor((least - edge) / width);
  }

  private static long cell(double x, double width, double first) {
    return (long) ((x - first) / width);
  }

  /**
   * Whether values are so few that counting them may say something: two rows or more each, in the
   * mean.
   *
   * @param points each in the cell of its value, read only
   * @param width of a cell
   * @param edge of any cell
   */
  public static boolean repeat(double[] points, double width, double edge) {
    double first = firstEdge(points, width, edge);
    long values = Arrays.stream(points).mapToLong(x -> cell(x, width, first)).distinct().count();
    return values <= MOST_VALUES && values * ROWS_PER_VALUE <= points.length;
  }

  private static long[] array(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  /** How many values are counted. */
  public int values() {
    return cells.length;
  }

  private double all() {
    return rowsBelow[values()];
  }

  /** The part of all rows that is left for other values: the discounts of all. */
  double rest() {
    return discount * values() / all();
  }

  /** Edge number i of the cells that have rows: two a cell, from below. */
  double edge(int i) {
    return first + width * (cells[i / 2] + i % 2);
  }

  /** What cells have below x, or above it. */
  double share(double x, boolean upper) {
    int i = cell(x);
    if (i < 0) return upper ? 1 - rest() : 0;
    double in = Math.min((x - edge(2 * i)) / width, 1);
    double beyond = upper ? below(values()) - below(i + 1) : below(i);
    return (beyond + (upper ? 1 - in : in) * mass(i)) / all();
  }

  /** Of the first k values, in rows. */
  private double below(int k) {
    return rowsBelow[k] - discount * k;
  }

  private double mass(int i) {
    return rows[i] - discount;
  }

  /** What the cell of x has over its width; 0 where no cell with rows is. */
  double density(double x) {
    int i = cell(x);
    return i < 0 || x >= edge(2 * i + 1) ? 0 : mass(i) / all() / width;
  }

  /** The last cell with rows that begins at x or below it; -1 if none does. */
  private int cell(double x) {
    double place = Math.floor((x - first) / width);
    if (!(place >= 0)) return -1;
    int i = Arrays.binarySearch(cells, (long) place);
    return i >= 0 ? i : -i - 2;
  }

  /** As plain values; {@link #of(PlainMap)} reads it. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("edge", first);
    tree.put("width", width);
    tree.put("cells", LongStream.of(cells).boxed().toList());
    tree.put("rows", LongStream.of(rows).boxed().toList());
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static ValueCounts of(PlainMap node) {
    node.requireOnly("edge", "width", "cells", "rows");
    double edge = node.number("edge");
    double width = node.number("width");
    long[] cells = array(node.wholes("cells", 0, MOST_CELLS));
    long[] rows = array(node.wholes("rows", 1, MOST_ROWS));
    return node.make(() -> new ValueCounts(edge, width, cells, rows));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueCounts that
        && first == that.first
        && width == that.width
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(rows, that.rows);
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, width, Arrays.hashCode(cells), Arrays.hashCode(rows));
  }
}
