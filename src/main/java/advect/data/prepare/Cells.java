package advect.data.prepare;

/** What a recorded value stands for: itself, or the cell of numbers that are rounded to it. */
sealed interface Cells permits Continuous, Lattice {
  /** Width of a cell, in the user's units; 0 if a value stands for itself. */
  double width();

  /**
   * A point of the cell of {@code x}.
   *
   * @param offset in units of the cell, 0 its centre
   * @return NaN if no cell has {@code x} as its value
   */
  double dequantize(double x, double offset);

  /** The value whose cell holds {@code point}, strictly between the bounds. */
  double snap(double point, double low, double high);

  /** The lower edge of the lowest cell whose value is {@code bound} or more. */
  double edgeBelow(double bound);

  /** The upper edge of the highest cell whose value is {@code bound} or less. */
  double edgeAbove(double bound);

  /** The values as words; empty if any number is one. */
  String values();
}
