package advect.study.digits;

import advect.data.Split;
import advect.data.table.Table;
import advect.data.table.TableSource;
import advect.input.InputException;
import advect.supervised.Examples;
import org.ejml.data.DMatrixRMaj;

/**
 * Handwritten digits in three parts; pixels are divided by 16, so that ink is from 0 to 1.
 *
 * @param train to learn from
 * @param validation to choose settings by
 * @param test to judge by
 */
public record DigitsData(Examples train, Examples validation, Examples test) {
  /** Of an image. */
  public static final int PIXELS = 64;

  static final int CLASSES = 10;

  private static final double MOST_INK = 16;

  /** Sixty, twenty and twenty hundredths. */
  private static final Split.Fractions FRACTIONS = new Split.Fractions(0.2, 0.2);

  /**
   * Reads a table of 64 pixels and the digit, a row a picture.
   *
   * @param seed of the split
   * @throws InputException if it is another table
   */
  static DigitsData read(String source, long seed) {
    Examples all = examples(table(source).values());
    Split split = new Split(all.rows(), FRACTIONS, seed);
    return new DigitsData(
        all.select(split.train()), all.select(split.validation()), all.select(split.test()));
  }

  /**
   * The rows as they are, ink from 0 to 16.
   *
   * @throws InputException if it is another table
   */
  public static Table table(String source) {
    try (TableSource opened = TableSource.open(source)) {
      Table table = opened.read();
      if (table.dim() == PIXELS + 1) return table;
      throw new InputException(
          "%s: has %d columns, expected 64 pixels and the digit.".formatted(source, table.dim()));
    }
  }

  private static Examples examples(DMatrixRMaj values) {
    DMatrixRMaj pixels = new DMatrixRMaj(values.numRows, PIXELS);
    int[] digits = new int[values.numRows];
    for (int row = 0; row < values.numRows; row++) {
      for (int k = 0; k < PIXELS; k++) pixels.set(row, k, values.get(row, k) / MOST_INK);
      digits[row] = digit(values.get(row, PIXELS), row);
    }
    return Examples.labelled(pixels, digits, CLASSES);
  }

  private static int digit(double label, int row) {
    if (label == Math.rint(label)) return (int) label;
    throw new InputException(
        "The label of row %d is %s, expected a digit from 0 to 9.".formatted(row + 1, label));
  }
}
