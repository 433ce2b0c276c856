package advect.supervised;

import advect.flow.Shard;
import org.ejml.data.DMatrixRMaj;

/** Rows as users have them to and from the panels {@code [feature][sample]} of a shard. */
final class Panels {
  private Panels() {}

  /** Fills a panel with the columns from {@code first} on. */
  static void gather(DMatrixRMaj rows, Shard shard, int first, double[] panel) {
    for (int i = 0; i < panel.length; i++) {
      int row = shard.first() + i % shard.count();
      panel[i] = rows.get(row, first + i / shard.count());
    }
  }

  /** Fills the shard's rows from the first features of a panel. */
  static void scatter(double[] panel, Shard shard, DMatrixRMaj rows) {
    for (int i = 0; i < rows.numCols * shard.count(); i++) {
      rows.set(shard.first() + i % shard.count(), i / shard.count(), panel[i]);
    }
  }
}
