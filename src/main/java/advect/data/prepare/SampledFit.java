package advect.data.prepare;

import advect.data.table.RowBlock;
import advect.data.table.RowBlocks;
import advect.data.table.Table;
import advect.data.table.TableSource;
import advect.input.InputException;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits a preprocessing to a sample of a table such that it encodes every row of the table.
 *
 * <p>Scales and transforms are those of the sample. Which values a column can take is found from
 * all rows: the first row that the fit refuses (a finer decimal than its lattice has, a number
 * below its bound) joins the sample, which is fitted again, until a pass over the table finds
 * nothing to refuse. Fits only become wider, a finer lattice or none, no logarithm, so that takes
 * few rows: mostly none, and then one pass.
 */
public final class SampledFit {
  /** Rows that are looked at at once. */
  private static final int BLOCK = 4096;

  private final String source;
  private final List<String> columns;
  private final PreprocessingOptions options;
  private DMatrixRMaj sample;
  private Preprocessing fitted;

  private SampledFit(
      String source, List<String> columns, DMatrixRMaj sample, PreprocessingOptions options) {
    this.source = source;
    this.columns = columns;
    this.options = options;
    this.sample = sample;
    this.fitted = Preprocessing.fit(columns, sample, options);
  }

  /**
   * Fits to a sample of a source.
   *
   * @param sample rows of the source, {@code [row][column]}, at least two; read only
   * @throws InputException as {@link Preprocessing#fit}, and if what the options ask for cannot
   *     encode a row, with the row's number in the source
   */
  public static Preprocessing of(
      TableSource source, DMatrixRMaj sample, PreprocessingOptions options) {
    SampledFit fit = new SampledFit(source.source(), source.columns(), sample, options);
    boolean changed = true;
    while (changed) {
      changed = false;
      try (RowBlocks blocks = source.blocks(BLOCK)) {
        while (blocks.hasNext()) changed |= fit.widened(blocks.next());
      }
    }
    return fit.fitted;
  }

  /**
   * Fits to some rows of a table in memory; as above.
   *
   * @param all the rows that are to be encoded; read only
   */
  public static Preprocessing of(Table all, DMatrixRMaj sample, PreprocessingOptions options) {
    SampledFit fit = new SampledFit(all.source(), all.columns(), sample, options);
    RowBlock block = new RowBlock(0, all.values());
    boolean changed = true;
    while (changed) changed = fit.widened(block);
    return fit.fitted;
  }

  /** Looks at every row of a block; whether the fit had to change. */
  private boolean widened(RowBlock block) {
    boolean changed = false;
    int rows = block.values().numRows;
    int row = fitted.firstRefused(block.values(), 0);
    for (; row < rows; row = fitted.firstRefused(block.values(), row + 1)) {
      widen(block, row);
      changed = true;
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
      fitted = Preprocessing.fit(columns, sample, options);
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
      return new InputException(source + ": " + e.getMessage(), e);
    }
  }
}
