package advect.data.prepare;

import advect.input.InputException;
import advect.input.PlainMap;
import advect.input.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One column of a table and the coordinates it becomes.
 *
 * <p>Threads: immutable; safe to share.
 */
sealed interface EncodedColumn permits NumericColumn, AtomicColumn, CategoricalColumn {
  /** Its name in the table. */
  String name();

  /** Names of its coordinates, at least one. */
  List<String> outputs();

  /** Whether {@link #encode} has coordinates for a finite number. */
  boolean accepts(double x);

  /**
   * Writes the coordinates of one value.
   *
   * @param x a finite number
   * @param row of the block, counted from 0
   * @param noise where in its cell the value is put
   * @param point row of coordinates, updated
   * @param at the first of this column's coordinates
   * @return log |d coordinates / dx| at the point of the cell, in nats
   * @throws InputException if the value is not one of this column's
   */
  double encode(double x, int row, Dequantization noise, double[] point, int at);

  /** The value, in the user's units, whose cell holds the coordinates from {@code at} on. */
  double decode(double[] point, int at);

  /** Width of a value's cell; 0 if a value stands for itself. */
  double cellWidth();

  /** log of the width of a value's cell, in nats; 0 if a value stands for itself. */
  default double logCellWidth() {
    return cellWidth() > 0 ? Math.log(cellWidth()) : 0;
  }

  /** Whether the coordinate is the value, but for noise in its cell. */
  boolean plain();

  /** Whether a value stands for a cell. */
  boolean discrete();

  /** Whether log p of some values is a log probability and of others a log density. */
  default boolean mixed() {
    return false;
  }

  /** Whether a value has a probability of its own, and an interval to be put in. */
  default boolean isAtom(double x) {
    return false;
  }

  /** Whether decoded values are integers. */
  boolean integral();

  /** Values are above this; may be -∞. */
  double low();

  /** Values are below this; may be ∞. */
  double high();

  /** The column of which every value stands for itself; empty for a category or with atoms. */
  Optional<EncodedColumn> withoutCells();

  /** What is done, in a sentence; empty if nothing is. */
  Optional<String> report();

  /** As plain values; {@link #of} reads it. */
  Map<String, Object> tree();

  /** Reads what {@link #tree} wrote. */
  static EncodedColumn of(PlainMap node) {
    if (node.has("levels")) return CategoricalColumn.of(node);
    return node.has("atoms") ? AtomicColumn.of(node) : NumericColumn.of(node);
  }

  /** The complaint about one value. */
  default InputException refusal(double x, long row, String expected, String advice) {
    return new InputException(
        "Row %d, column '%s': found %s, expected %s; %s."
            .formatted(row + 1, name(), Spelling.of(x), expected, advice));
  }
}
