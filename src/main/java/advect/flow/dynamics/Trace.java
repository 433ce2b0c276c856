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

  /** The directions of one solve: of the rows of {@code shard}. */
  Directions directions(int dim, Shard shard, RandomGenerator rng);

  /** No trace at all: for solves whose log determinant nobody asks for. */
  record None() implements Trace {
    @Override
    public int tangents(int dim) {
      return 0;
    }

    @Override
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      return Directions.none(dim, shard.count());
    }
  }

  /** tr J = Σₖ eₖᵀ J eₖ over the standard basis: exact, {@code dim} tangents. */
  record Exact() implements Trace {
    @Override
    public int tangents(int dim) {
      return dim;
    }

    @Override
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      int samples = shard.count();
      double[] e = new double[dim * dim * samples];
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
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      double[] e = new double[dim * probes * shard.count()];
      for (int i = 0; i < e.length; i++) e[i] = noise.draw(rng);
      return new Directions(dim, shard.count(), probes, 1.0 / probes, e);
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
    public Directions directions(int dim, Shard shard, RandomGenerator rng) {
      if (e.numCols != dim || shard.first() + shard.count() > e.numRows) {
        throw new IllegalArgumentException(
            "expected a probe [%d] for rows up to %d, got [%d][%d]"
                .formatted(dim, shard.first() + shard.count(), e.numRows, e.numCols));
      }
      double[] panel = new double[dim * shard.count()];
      RowPanels.gather(e, shard, panel);
      return new Directions(dim, shard.count(), 1, 1, panel);
    }
  }
}
