package advect.flow.dynamics;

/**
 * The tangents of one solve, fixed for the solve and its gradient: r = weight · Σₖ eₖᵀ J eₖ.
 *
 * <p>Immutable, and without a way back to the random generator that drew them: an evaluation cannot
 * resample them, on which the correctness of stochastic traces rests.
 */
public final class Directions {
  /** What one array holds. */
  static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final int dim;
  private final int samples;
  private final int count;
  private final double weight;
  private final double[] e;

  /**
   * Directions with their weight.
   *
   * @param count directions a sample
   * @param weight factor of the sum
   * @param e {@code [dim][count * samples]}: in each row, one block of samples a direction; not to
   *     be changed any more
   */
  public Directions(int dim, int samples, int count, double weight, double[] e) {
    if (e.length != dim * count * samples) {
      throw new IllegalArgumentException(
          "expected [%d][%d * %d] directions, got %d numbers"
              .formatted(dim, count, samples, e.length));
    }
    this.dim = dim;
    this.samples = samples;
    this.count = count;
    this.weight = weight;
    this.e = e;
  }

  /** No directions: for solves that need no trace. */
  public static Directions none(int dim, int samples) {
    return new Directions(dim, samples, 0, 0, new double[0]);
  }

  /** The complaint about more of them than an array holds. */
  static IllegalArgumentException tooMany(int dim, int samples) {
    return new IllegalArgumentException(
        "the trace in %d dimensions has more directions for %d samples at once than an array holds: take a stochastic trace (hutchinson), or smaller shards"
            .formatted(dim, samples));
  }

  /** Refuses directions made for other solves. */
  void requireSizes(int dim, int samples, int count) {
    if (this.dim != dim || this.samples != samples || this.count != count) {
      throw new IllegalArgumentException(
          "expected %d directions for [%d][%d], got %d for [%d][%d]"
              .formatted(count, dim, samples, this.count, this.dim, this.samples));
    }
  }

  /** Directions a sample. */
  public int count() {
    return count;
  }

  double weight() {
    return weight;
  }

  /** The entries {@code [dim][count * samples]}, which the caller must leave as they are. */
  public double[] unsafeEntries() {
    return e;
  }
}
