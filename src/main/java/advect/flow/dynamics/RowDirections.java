package advect.flow.dynamics;

import advect.numeric.RandomKey;
import advect.parallel.RandomStreams;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The directions of rows that are evaluated one by one, whatever the company: those of a stochastic
 * trace are drawn from the seed and what the row is, its numbers and its context, so that equal
 * rows have equal results.
 *
 * <p>Threads: belongs to one thread.
 */
public final class RowDirections {
  private final Trace trace;
  private final int dim;
  private final int tangents;
  private final RandomStreams streams;
  private final Map<Integer, Directions> shared = new HashMap<>();

  /** Directions of each row, {@code [rows][dim][tangents]}; empty if all rows share theirs. */
  private double[] drawn = {};

  /** Directions in {@code dim} dimensions, drawn from the streams of {@code seed}. */
  public RowDirections(Trace trace, int dim, long seed) {
    this.trace = trace;
    this.dim = dim;
    tangents = trace.tangents(dim);
    streams = new RandomStreams(seed);
  }

  /** Directions a row. */
  public int tangents() {
    return tangents;
  }

  /**
   * Draws the directions of rows.
   *
   * @param z the rows, {@code [dim][rows]}
   * @param context theirs, {@code [contextDim][rows]}
   * @param firstRow the number of the first, for {@link Trace.Given}
   */
  public void draw(double[] z, double[] context, int rows, int firstRow) {
    if (trace.sharesDirections()) return;
    int size = dim * tangents;
    drawn = new double[rows * size];
    for (int r = 0; r < rows; r++) {
      long content = key(context, rows, r, key(z, rows, r, 0));
      var rng = streams.stream(RandomStreams.Purpose.TRACE_OF_ROW, content, 0);
      trace.rowDirections(dim, firstRow + r, rng, drawn, r * size);
    }
  }

  /** A key of the column of a row; 0 and -0 are the same number. */
  private static long key(double[] panel, int rows, int row, long before) {
    long key = before;
    for (int i = row; i < panel.length; i += rows) {
      key = RandomKey.mix(key ^ Double.doubleToLongBits(panel[i] + 0.0));
    }
    return key;
  }

  /**
   * The directions of seats.
   *
   * @param rows the row in each seat; a negative one is an empty seat
   * @param seats how many seats there are
   */
  public Directions of(int[] rows, int seats) {
    if (trace.sharesDirections()) {
      return shared.computeIfAbsent(seats, n -> trace.sharedDirections(dim, n));
    }
    double[] e = new double[dim * tangents * seats];
    for (int s = 0; s < seats; s++) {
      if (rows[s] < 0) continue;
      int from = rows[s] * dim * tangents;
      for (int i = 0; i < dim * tangents; i++) e[i * seats + s] = drawn[from + i];
    }
    return new Directions(dim, seats, tangents, trace.weight(), e);
  }

  /** The directions of the first rows, in their order. */
  public Directions of(int count) {
    return of(IntStream.range(0, count).toArray(), count);
  }
}
