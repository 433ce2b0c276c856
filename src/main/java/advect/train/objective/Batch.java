package advect.train.objective;

import advect.file.Sha256;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that an iteration trains on. Parts that are not there have no columns.
 *
 * <p>A row of weight 0 does not count, whatever stands in it.
 *
 * @param x points {@code [rows][dim]}, in data units, read only
 * @param context what the density of each row is conditional on, {@code [rows][contextDim]}
 * @param target what is to be told of each row, {@code [rows][targets]}
 * @param weight of each row in the loss, {@code [rows][1]}; without columns if all weigh the same
 */
public record Batch(DMatrixRMaj x, DMatrixRMaj context, DMatrixRMaj target, DMatrixRMaj weight) {
  private static final DMatrixRMaj NONE = new DMatrixRMaj(0, 0);

  /** Requires as many rows in each part that is there, and weights of which the sum is positive. */
  public Batch {
    requireRows("context", context, x.numRows);
    requireRows("target", target, x.numRows);
    requireRows("weight", weight, x.numRows);
    requireWeights(weight);
  }

  /** Points alone. */
  public static Batch of(DMatrixRMaj x) {
    return new Batch(x, NONE, NONE, NONE);
  }

  /** A copy with contexts. */
  public Batch withContext(DMatrixRMaj value) {
    return new Batch(x, value, target, weight);
  }

  /** A copy with targets. */
  public Batch withTarget(DMatrixRMaj value) {
    return new Batch(x, context, value, weight);
  }

  /** A copy with weights. */
  public Batch withWeight(DMatrixRMaj value) {
    return new Batch(x, context, target, value);
  }

  /** A copy with other points. */
  public Batch withPoints(DMatrixRMaj value) {
    return new Batch(value, context, target, weight);
  }

  /** Number of rows. */
  public int rows() {
    return x.numRows;
  }

  /** Whether rows have weights of their own. */
  private boolean weighted() {
    return weight.numCols > 0;
  }

  /** The weight of a row; 1 if all weigh the same. */
  public double weight(int row) {
    return weighted() ? weight.data[row] : 1;
  }

  /** The sum of all weights. */
  public double totalWeight() {
    if (!weighted()) return rows();
    double sum = 0;
    for (int i = 0; i < weight.numRows; i++) sum += weight.data[i];
    return sum;
  }

  /**
   * The weighted mean of a number a row, Σ weight · value / Σ weight. A row of weight 0 does not
   * count, whatever its value.
   *
   * @param values {@code [rows]}, read only
   */
  public double mean(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (weight(i) != 0) sum += weight(i) * values[i];
    }
    return sum / totalWeight();
  }

  /** The rows whose weight is not 0: this batch, if all are. */
  public Batch counted() {
    int[] kept = IntStream.range(0, rows()).filter(row -> weight(row) != 0).toArray();
    if (kept.length == rows()) return this;
    return new Batch(of(kept, x), of(kept, context), of(kept, target), of(kept, weight));
  }

  private static DMatrixRMaj of(int[] rows, DMatrixRMaj part) {
    if (part.numCols == 0) return part;
    DMatrixRMaj kept = new DMatrixRMaj(rows.length, part.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          part.data, rows[i] * part.numCols, kept.data, i * part.numCols, part.numCols);
    }
    return kept;
  }

  /**
   * Writes 0 over what rows of weight 0 left in a panel: they keep their places in the shard and
   * its draws, and no number of theirs, be it NaN, can matter.
   *
   * @param panel {@code [feature][shard.count()]}
   */
  public void clearUncounted(Shard shard, double[] panel) {
    if (!weighted()) return;
    for (int s = 0; s < shard.count(); s++) {
      if (weight(shard.first() + s) != 0) continue;
      for (int i = s; i < panel.length; i += shard.count()) panel[i] = 0;
    }
  }

  /**
   * Requires rows of the shape of a flow, and finite points and contexts where they count.
   *
   * @throws IllegalArgumentException with the shape that was expected, or where a number is not
   *     finite
   */
  public void requireShape(int dim, int contextDim) {
    if (x.numCols != dim || x.numRows < 1) {
      throw new IllegalArgumentException(
          "expected a batch [rows][%d], got [%d][%d]".formatted(dim, x.numRows, x.numCols));
    }
    if (context.numCols != contextDim) {
      throw new IllegalArgumentException(
          "expected a context of %d numbers a row, got %d".formatted(contextDim, context.numCols));
    }
    requireFinite("batch", x);
    requireFinite("context", context);
  }

  private void requireFinite(String what, DMatrixRMaj part) {
    for (int i = 0; i < part.getNumElements(); i++) {
      if (Double.isFinite(part.data[i]) || weight(i / part.numCols) == 0) continue;
      throw new IllegalArgumentException(
          "row %d, column %d of the %s is %s: expected a finite number; leave the row out"
              .formatted(i / part.numCols + 1, i % part.numCols + 1, what, part.data[i]));
    }
  }

  /** SHA-256 of all numbers and shapes, shortened. */
  public String digest() {
    Sha256 sha = new Sha256();
    for (DMatrixRMaj part : List.of(x, context, target, weight)) {
      sha.add(part.numRows + " " + part.numCols)
          .add(Arrays.copyOf(part.data, part.getNumElements())); // the array may be longer
    }
    return sha.hex().substring(0, Fingerprint.DIGITS);
  }

  private static void requireRows(String what, DMatrixRMaj part, int rows) {
    if (part.numCols > 0 && part.numRows != rows) {
      throw new IllegalArgumentException(
          "the batch has %d rows, but its %s has %d".formatted(rows, what, part.numRows));
    }
  }

  private static void requireWeights(DMatrixRMaj weight) {
    if (weight.numCols == 0) return;
    if (weight.numCols != 1) {
      throw new IllegalArgumentException(
          "expected a weight for each row, got [%d][%d]".formatted(weight.numRows, weight.numCols));
    }
    double sum = 0;
    for (int i = 0; i < weight.numRows; i++) {
      double w = weight.data[i];
      if (!(w >= 0 && w <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "the weight of row %d is %s; weights must be finite and not negative"
                .formatted(i + 1, w));
      }
      sum += w;
    }
    if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the weights of the batch sum to %s; at least one must be positive".formatted(sum));
    }
  }
}
