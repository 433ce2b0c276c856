package advect.flow.dynamics;

import advect.parallel.RowPanels;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** How tr(∂f/∂z) is found from directional derivatives. */
public sealed interface Trace {
  /** Directional derivatives a sample needs in {@code dim} dimensions. */
  int tangents(int dim);

  /** Factor of the sum of the directional derivatives. */
  default double weight() {
    return 1;
  }

  /** Whether all samples have the same directions, which then need no random numbers. */
  default boolean sharesDirections() {
    return true;
  }

  /** The directions of so many samples that share theirs. */
  default Directions sharedDirections(int dim, int samples) {
    return Directions.none(dim, samples);
  }

  /** The directions of one solve in training: of the rows of {@code shard}. */
  default Directions directions(int dim, Shard shard, RandomGenerator rng) {
    return sharedDirections(dim, shard.count());
  }

  /**
   * Writes the directions of one row, unless they are shared.
   *
   * @param row its number
   * @param rng a stream of its own
   * @param e {@code [dim][tangents]} from index {@code from} on, overwritten
   */
  default void rowDirections(int dim, int row, RandomGenerator rng, double[] e, int from) {}

  /** No trace at all: for solves whose log determinant nobody asks for. */
  record None() implements Trace {
    @Override
    public int tangents(int dim) {
      return 0;
    }
  }

  /** tr J = Σₖ eₖᵀ J eₖ over the standard basis: exact, {@code dim} tangents. */
  record Exact() implements Trace {
    @Override
    public int tangents(int dim) {
      return dim;
    }

    @Override
    public Directions sharedDirections(int dim, int samples) {
      long numbers = (long) dim * dim * samples;
      if (numbers > Directions.MOST_NUMBERS) throw Directions.tooMany(dim, samples);
      double[] e = new double[(int) numbers];
      for (int i = 0; i < dim; i++) {
        int block = (i * dim + i) * samples;
        Arrays.fill(e, block, block + samples, 1);
      }
      return new Directions(dim, samples, dim, 1, e);
    }
  }

  /**
   * The mean of eᵀ J e over random probes with E[e eᵀ] = I: unbiased, cost independent of dim.
   *
   * <p>With S = (J + Jᵀ)/2 the variance of one probe is 2 ‖S‖² (Gaussian) or 2 (‖S‖² - Σ Sᵢᵢ²)
   * (Rademacher), in the Frobenius norm.
   *
   * <p>Reference: Hutchinson 1989; Grathwohl et al. 2019, arXiv:1810.01367.
   *
   * @param probes directions averaged over
   * @param noise their distribution
   */
  record Hutchinson(int probes, ProbeDistribution noise) implements Trace {
    /** Requires at least one probe. */
    public Hutchinson {
      if (probes < 1) throw new IllegalArgumentException("probes must be at least 1: " + probes);
    }

    @Override
    public int tangents(int dim) {
      return probes;
    }

    @Override
    public double weight() {
      return 1.0 / probes;
    }

    @Override
    public boolean sharesDirections() {
      return false;
    }

    @Override
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      double[] e = new double[dim * probes * shard.count()];
      for (int i = 0; i < e.length; i++) e[i] = noise.draw(rng);
      return new Directions(dim, shard.count(), probes, weight(), e);
    }

    @Override
    public void rowDirections(int dim, int row, RandomGenerator rng, double[] e, int from) {
      for (int i = from; i < from + dim * probes; i++) e[i] = noise.draw(rng);
    }
  }

  /**
   * eᵀ J e with one given probe a row: for work that must be the same in another program.
   *
   * @param e {@code [rows][dim]}, a probe for each row of the points; not to be changed
   */
  record Given(DMatrixRMaj e) implements Trace {
    @Override
    public int tangents(int dim) {
      return 1;
    }

    @Override
    public boolean sharesDirections() {
      return false;
    }

    @Override
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      requireRows(dim, shard.first() + shard.count());
      double[] panel = new double[dim * shard.count()];
      RowPanels.gather(e, shard, panel);
      return new Directions(dim, shard.count(), 1, 1, panel);
    }

    @Override
    public void rowDirections(int dim, int row, RandomGenerator rng, double[] out, int from) {
      requireRows(dim, row + 1);
      System.arraycopy(e.data, row * dim, out, from, dim);
    }

    private void requireRows(int dim, int rows) {
      if (e.numCols == dim && rows <= e.numRows) return;
      throw new IllegalArgumentException(
          "expected a probe [%d] for rows up to %d, got [%d][%d]"
              .formatted(dim, rows, e.numRows, e.numCols));
    }
  }
}
