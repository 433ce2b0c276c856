package advect.cli.scores;

import advect.data.table.RowBlock;
import advect.data.table.TableSource;
import advect.model.RowScores;
import advect.model.RowStatus;
import advect.model.TableModel;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Finds the rows of a source that have a log density, and counts those that have none. */
public final class GoodRows {
  private final List<DMatrixRMaj> good = new ArrayList<>();
  private RowFailures failures = RowFailures.NONE;
  private String firstReason = "";

  private GoodRows() {}

  /**
   * Scores the rows of a source to see which are good.
   *
   * @throws RowsException if none is
   */
  public static GoodRows of(TableModel model, TableSource source) {
    GoodRows rows = new GoodRows();
    BlockScores.of(model, source, false, rows::add);
    if (rows.good.isEmpty()) {
      throw new RowsException(source.source(), rows.failures, rows.firstReason);
    }
    return rows;
  }

  private void add(RowBlock block, RowScores scores) {
    if (block.firstRow() == 0) firstReason = scores.reason(0);
    failures = failures.plus(scores);
    DMatrixRMaj all = block.values();
    int width = all.numCols;
    double[] kept = new double[width * (scores.count() - scores.failed().length)];
    if (kept.length == 0) return;
    int at = 0;
    for (int row = 0; row < scores.count(); row++) {
      if (scores.status(row) != RowStatus.ARRIVED) continue;
      System.arraycopy(all.data, row * width, kept, at, width);
      at += width;
    }
    good.add(new DMatrixRMaj(kept.length / width, width, true, kept));
  }

  /** {@code [rows][columns]}, in order, at least one row. */
  public DMatrixRMaj values() {
    return CommonOps_DDRM.concatRowsMulti(good.toArray(DMatrixRMaj[]::new));
  }

  /** How many rows there were, and are not among the values. */
  public RowFailures failures() {
    return failures;
  }
}
