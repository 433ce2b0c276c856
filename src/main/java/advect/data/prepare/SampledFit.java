package advect.data.prepare;

import advect.data.InputException;
import advect.data.RowBlock;
import advect.data.RowBlocks;
import advect.data.TableSource;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits a preprocessing to a sample of a table such that it encodes every row of the table.
 *
 * <p>Scales and treatments are those of the sample. Which values a column can take is found from
 * all rows: the first row that the fit refuses (a finer decimal than its lattice has, a number
 * below its bound) joins the sample, which is fitted again, until a pass over the table finds
 * nothing to refuse. Fits only become wider, a finer lattice or none, no logarithm, so that takes
 * few rows: mostly none, and then one pass.
 */
public final class SampledFit {
  /** Rows that are looked at at once. */
  private static final int BLOCK = 4096;

  private final TableSource source;
  private final PreprocessingOptions options;
  private DMatrixRMaj sample;
  private Preprocessing fitted;

  private SampledFit(TableSource source, DMatrixRMaj sample, PreprocessingOptions options) {
    this.source = source;
    this.options = options;
    this.sample = sample;
    this.fitted = Preprocessing.fit(source.columns(), sample, options);
  }

  /**
   * Fits.
   *
   * @param sample rows of the source, {@code [row][column]}, at least two; read only
   * @throws InputException as {@link Preprocessing#fit}, and if what the options ask for cannot
   *     encode a row, with the row's number in the source
   */
  public static Preprocessing of(
      TableSource source, DMatrixRMaj sample, PreprocessingOptions options) {
    SampledFit fit = new SampledFit(source, sample, options);
    boolean changed = true;
    while (changed) changed = fit.widened();
    return fit.fitted;
  }

  /** Looks at every row; whether the fit had to change. */
  private boolean widened() {
    boolean changed = false;
    try (RowBlocks blocks = source.blocks(BLOCK)) {
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        int rows = block.values().numRows;
        int row = fitted.firstRefused(block.values(), 0);
        for (; row < rows; row = fitted.firstRefused(block.values(), row + 1)) {
          widen(block, row);
          changed = true;
        }
      }
    }
    return changed;
  }

  private void widen(RowBlock block, int row) {
    int dim = sample.numCols;
    DMatrixRMaj refused = new DMatrixRMaj(1, dim);
    System.arraycopy(block.values().data, row * dim, refused.data, 0, dim);
    double[] more = Arrays.copyOf(sample.data, (sample.numRows + 1) * dim);
    System.arraycopy(refused.data, 0, more, sample.numRows * dim, dim);
    sample = new DMatrixRMaj(sample.numRows + 1, dim, true, more);
    try {
      fitted = Preprocessing.fit(source.columns(), sample, options);
    } catch (InputException e) {
      throw located(refused, block.firstRow() + row, e);
    }
  }

  /** The complaint of the fit so far, which knows the row by its number in the table. */
  private InputException located(DMatrixRMaj refused, long row, InputException cause) {
    try {
      fitted.encode(refused, Dequantization.centre(row));
      return cause;
    } catch (InputException e) {
      return new InputException(source.source() + ": " + e.getMessage(), e);
    }
  }
}
