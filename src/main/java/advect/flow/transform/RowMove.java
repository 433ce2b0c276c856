package advect.flow.transform;

import advect.ode.SolveReport;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A move of rows, each by itself: what becomes of a row depends on the row, θ and the settings
 * alone, to the bit, unless the transform solves its rows in shards, as black boxes do.
 *
 * <p>Threads: belongs to one thread.
 */
@FunctionalInterface
public interface RowMove {
  /**
   * Moves any number of rows: z becomes T(z), and log |det| is added to what they have. Where T has
   * no value, z or log |det| are NaN. The context is read only.
   *
   * @param firstRow number of the first of them in what was asked for
   * @param stop asked again and again; once true, rows that are not there yet are given up
   * @return what the solves of each row did, {@link TransformPass#DIRECT} if there were none;
   *     unless they reached their end, the row is of no use
   */
  SolveReport[] forward(Samples samples, int firstRow, BooleanSupplier stop);

  /** Reports of so many rows that need no solve. */
  static SolveReport[] direct(int count) {
    SolveReport[] reports = new SolveReport[count];
    Arrays.fill(reports, TransformPass.DIRECT);
    return reports;
  }
}
