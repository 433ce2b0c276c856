package advect.supervised;

import advect.input.InputException;
import advect.train.objective.Batch;
import org.ejml.data.DMatrixRMaj;

/**
 * Inputs with the targets that belong to them, all finite.
 *
 * <p>Classes are targets of as many columns: 1 in that of the class, 0 elsewhere. Threads:
 * immutable; safe to share.
 */
public final class Examples {
  private final DMatrixRMaj values;
  private final int in;

  private Examples(DMatrixRMaj values, int in) {
    this.values = values;
    this.in = in;
  }

  /**
   * Examples of a function.
   *
   * @param inputs {@code [rows][in]}, copied
   * @param targets {@code [rows][out]}, copied
   * @throws InputException if there is no row, their numbers differ, or a value is not finite
   */
  public static Examples of(DMatrixRMaj inputs, DMatrixRMaj targets) {
    if (inputs.numRows < 1 || inputs.numCols < 1 || targets.numCols < 1) {
      throw new InputException(
          "Expected examples with at least one row, one input and one target, got inputs [%d][%d] and targets [%d][%d]."
              .formatted(inputs.numRows, inputs.numCols, targets.numRows, targets.numCols));
    }
    if (inputs.numRows != targets.numRows) {
      throw new InputException(
          "Expected a row of targets for each row of inputs, got %d rows of targets for %d."
              .formatted(targets.numRows, inputs.numRows));
    }
    requireFinite("input", inputs);
    requireFinite("target", targets);
    DMatrixRMaj values = new DMatrixRMaj(inputs.numRows, inputs.numCols + targets.numCols);
    for (int row = 0; row < values.numRows; row++) {
      copyRow(inputs, row, 0, values, row, 0, inputs.numCols);
      copyRow(targets, row, 0, values, row, inputs.numCols, targets.numCols);
    }
    return new Examples(values, inputs.numCols);
  }

  /**
   * Examples of classes.
   *
   * @param inputs {@code [rows][in]}, copied
   * @param labels class of each row, from 0 to {@code classes - 1}
   * @param classes at least 2
   * @throws InputException as {@link #of}, or if a label is no class
   */
  public static Examples labelled(DMatrixRMaj inputs, int[] labels, int classes) {
    if (classes < 2) throw new InputException("Expected at least 2 classes, got " + classes + ".");
    DMatrixRMaj targets = new DMatrixRMaj(labels.length, classes);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new InputException(
            "The label of row %d is %d, expected one of the %d classes 0 to %d; count classes from 0."
                .formatted(row + 1, labels[row], classes, classes - 1));
      }
      targets.set(row, labels[row], 1);
    }
    return of(inputs, targets);
  }

  static void requireFinite(String what, DMatrixRMaj values) {
    for (int i = 0; i < values.getNumElements(); i++) {
      if (!Double.isFinite(values.data[i])) {
        throw new InputException(
            "Row %d has %s in %s column %d, expected a finite number; leave the row out or fill the gap."
                .formatted(i / values.numCols + 1, values.data[i], what, i % values.numCols + 1));
      }
    }
  }

  /** Refuses examples that are all of one class, from which no other can be told. */
  Examples requireSeveralClasses() {
    for (int row = 1; row < rows(); row++) {
      if (label(row) != label(0)) return this;
    }
    throw new InputException(
        "All %d rows are of class %d, expected at least two classes to tell apart; add rows of another."
            .formatted(rows(), label(0)));
  }

  /** Number of examples. */
  public int rows() {
    return values.numRows;
  }

  /** Columns of inputs. */
  public int in() {
    return in;
  }

  /** Columns of targets. */
  public int out() {
    return values.numCols - in;
  }

  /** {@code [rows][in]}, a new copy. */
  public DMatrixRMaj inputs() {
    return columns(0, in);
  }

  /** {@code [rows][out]}, a new copy. */
  public DMatrixRMaj targets() {
    return columns(in, out());
  }

  /** Inputs and targets side by side, {@code [rows][in + out]}; not to be changed. */
  DMatrixRMaj unsafeValues() {
    return values;
  }

  /** All of them as a batch: inputs as points, with targets. */
  public Batch batch() {
    return split(values);
  }

  /** Rows of {@link #unsafeValues} as a batch. */
  Batch split(DMatrixRMaj rows) {
    Examples some = new Examples(rows, in);
    return Batch.of(some.inputs()).withTarget(some.targets());
  }

  /**
   * Some of the rows, in the order asked for.
   *
   * @param which rows, counted from 0
   * @throws InputException if there is none, or one is no row
   */
  public Examples select(int[] which) {
    if (which.length == 0) throw new InputException("Expected at least one row to select.");
    for (int row : which) {
      if (row < 0 || row >= rows()) {
        throw new InputException(
            "Expected rows from 0 to %d, was asked for row %d.".formatted(rows() - 1, row));
      }
    }
    DMatrixRMaj some = new DMatrixRMaj(which.length, values.numCols);
    for (int row = 0; row < which.length; row++) {
      copyRow(values, which[row], 0, some, row, 0, values.numCols);
    }
    return new Examples(some, in);
  }

  /** The class of a row: where its largest target is. */
  public int label(int row) {
    return largest(values, row, in, values.numCols);
  }

  /**
   * The share of rows whose largest output is not that of their class.
   *
   * @param outputs {@code [rows][out]}
   * @throws InputException if they are not as many
   */
  public double errorRate(DMatrixRMaj outputs) {
    if (outputs.numRows != rows() || outputs.numCols != out()) {
      throw new InputException(
          "Expected outputs [%d][%d], got [%d][%d]."
              .formatted(rows(), out(), outputs.numRows, outputs.numCols));
    }
    int wrong = 0;
    for (int row = 0; row < rows(); row++) {
      if (largest(outputs, row, 0, out()) != label(row)) wrong++;
    }
    return wrong / (double) rows();
  }

  private static int largest(DMatrixRMaj values, int row, int from, int to) {
    int best = from;
    for (int k = from + 1; k < to; k++) {
      if (values.get(row, k) > values.get(row, best)) best = k;
    }
    return best - from;
  }

  private DMatrixRMaj columns(int first, int count) {
    DMatrixRMaj some = new DMatrixRMaj(rows(), count);
    for (int row = 0; row < rows(); row++) copyRow(values, row, first, some, row, 0, count);
    return some;
  }

  private static void copyRow(
      DMatrixRMaj from, int row, int column, DMatrixRMaj to, int toRow, int toColumn, int count) {
    System.arraycopy(
        from.data, row * from.numCols + column, to.data, toRow * to.numCols + toColumn, count);
  }
}
