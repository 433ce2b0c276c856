package advect.cli.scores;

import advect.data.table.RowBlock;
import advect.data.table.RowBlocks;
import advect.data.table.TableSource;
import advect.data.table.database.BadCells;
import advect.model.RowScores;
import advect.model.TableModel;
import advect.model.TableScorer;

/** Scores the rows of a source in order, block by block: memory does not grow with their number. */
final class BlockScores {
  private static final int BLOCK = 8192;

  private BlockScores() {}

  /** Takes a block and its scores. */
  @FunctionalInterface
  interface Sink {
    void take(RowBlock block, RowScores scores);
  }

  /**
   * Gives all blocks to {@code sink}; rows with bad cells have the reasons that their table has.
   */
  static void of(TableModel model, TableSource source, boolean errorBars, Sink sink) {
    try (RowBlocks blocks = source.blocks(BLOCK);
        BadCells bad = source.badCells();
        TableScorer scorer = model.scorer()) {
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        RowScores scores =
            errorBars ? scorer.scoreWithErrors(block.values()) : scorer.score(block.values());
        Refusals.tell(bad, block.firstRow(), scores);
        sink.take(block, scores);
      }
    }
  }
}
