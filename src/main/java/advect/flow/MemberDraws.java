package advect.flow;

import advect.numeric.RandomKey;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Draws of a density shared out among its members by their weights.
 *
 * <p>The member of a draw is a function of the seed and its number, and its base point one of that
 * member's own draws of the same block, by how many of them come before: so a draw does not depend
 * on how many follow it.
 *
 * @param rows which draws are a member's, counted from the first
 * @param base their base points, {@code [rows][dim]}
 */
@SuppressWarnings("ArrayRecordComponent") // to be taken apart, never compared
record MemberDraws(int[] rows, DMatrixRMaj base) {
  /** Sets the choice of a member apart from other uses of the seed. */
  private static final long CHOICE = 0xc401ce;

  private static final int BLOCK = FlowDensity.SAMPLE_BLOCK;

  /**
   * A member's share, perhaps empty.
   *
   * @param k its number, from 0
   * @param block of the first draw
   * @param count how many draws there are
   */
  static MemberDraws of(Density density, int k, long block, int count, long seed) {
    FlowDensity member = density.members().get(k);
    boolean only = density.members().size() == 1;
    double[] ends = density.weights().stream().mapToDouble(w -> w).toArray();
    Arrays.parallelPrefix(ends, Double::sum);
    int[] rows =
        IntStream.range(0, count)
            .filter(i -> only || member(ends, block * BLOCK + i, seed) == k)
            .toArray();
    long own = only ? seed : RandomKey.mix(seed, CHOICE, k);
    DMatrixRMaj base = new DMatrixRMaj(rows.length, member.dim());
    int done = 0;
    while (done < rows.length) {
      int in = rows[done] / BLOCK;
      int end = done;
      while (end < rows.length && rows[end] / BLOCK == in) end++;
      member.drawBlock(block + in, own, base, done, end - done);
      done = end;
    }
    return new MemberDraws(rows, base);
  }

  /** The first whose cumulative weight is beyond a number uniform below the whole. */
  private static int member(double[] ends, long draw, long seed) {
    int last = ends.length - 1;
    double place = ends[last] * RandomKey.uniform(RandomKey.mix(seed, CHOICE, last + 1, draw));
    int k = 0;
    while (k < last && place >= ends[k]) k++;
    return k;
  }
}
