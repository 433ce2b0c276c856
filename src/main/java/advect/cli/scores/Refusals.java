package advect.cli.scores;

import advect.data.table.database.BadCells;
import advect.data.table.database.BadCells.BadCell;
import advect.model.RowScores;
import advect.model.RowStatus;

/** Tells of rows with bad cells what their table has there, which a model of numbers cannot. */
final class Refusals {
  private Refusals() {}

  /** Gives the rows of a block, which have no log density, their reasons. */
  static void tell(BadCells bad, long firstRow, RowScores scores) {
    for (int row : scores.failed()) {
      bad.of(firstRow + row).ifPresent(cell -> scores.refuse(row, status(cell), cell.reason()));
    }
  }

  private static RowStatus status(BadCell cell) {
    return switch (cell.trouble()) {
      case MISSING -> RowStatus.MISSING;
      case UNKNOWN_LEVEL -> RowStatus.UNKNOWN_LEVEL;
      case NOT_A_NUMBER -> RowStatus.NOT_A_NUMBER;
      case NOT_FINITE -> RowStatus.NOT_FINITE;
    };
  }
}
