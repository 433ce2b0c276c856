package advect.experiment;

import advect.flow.ContinuousFlow;
import org.ejml.data.DMatrixRMaj;

/**
 * ∫ p over a grid, for one or two dimensions.
 *
 * <p>The box holds all of many draws and grows until its rim carries next to nothing. For a
 * function that vanishes at the rim, equal weights on an equidistant grid converge faster than any
 * power of the spacing, wherever the grid starts. The error stated is the largest difference
 * between the result and those of the interleaved grids of twice the spacing; the result itself is
 * better.
 *
 * @param mass the integral, which is 1 for a density
 * @param error of the integral
 */
record MassCheck(double mass, double error) {
  /** Cells along an axis, in one and two dimensions; even, so that interleaved grids are equal. */
  private static final int[] CELLS = {4000, 400};

  /** Mass of the rim's cells below which the box is large enough. */
  private static final double RIM = 1e-7;

  private static final int DRAWS = 20_000;
  private static final int MAX_GROWTHS = 8;

  /** Of a flow in one or two dimensions; NaN in more. */
  static MassCheck of(ContinuousFlow flow, long seed) {
    int dim = flow.dim();
    if (dim > CELLS.length) return new MassCheck(Double.NaN, Double.NaN);
    Lattice lattice = Lattice.covering(flow.sample(DRAWS, seed), CELLS[dim - 1]);
    double[] p = density(flow, lattice);
    for (int i = 0; i < MAX_GROWTHS && lattice.rim(p) > RIM; i++) {
      lattice = lattice.grown();
      p = density(flow, lattice);
    }
    double mass = lattice.sum(p, 1, 0);
    double error = 0;
    for (int offset = 0; offset < 1 << dim; offset++) {
      error = Math.max(error, Math.abs(lattice.sum(p, 2, offset) - mass));
    }
    return new MassCheck(mass, error);
  }

  private static double[] density(ContinuousFlow flow, Lattice lattice) {
    double[] p = flow.logDensity(lattice.points());
    for (int i = 0; i < p.length; i++) p[i] = Math.exp(p[i]);
    return p;
  }

  /** Cell centres of a box cut into {@code cells} along each axis. */
  private record Lattice(DMatrixRMaj corner, DMatrixRMaj size, int cells) {
    static Lattice covering(DMatrixRMaj draws, int cells) {
      int dim = draws.numCols;
      Lattice lattice = new Lattice(new DMatrixRMaj(1, dim), new DMatrixRMaj(1, dim), cells);
      for (int j = 0; j < dim; j++) {
        double low = draws.get(0, j);
        double high = low;
        for (int i = 1; i < draws.numRows; i++) {
          low = Math.min(low, draws.get(i, j));
          high = Math.max(high, draws.get(i, j));
        }
        lattice.corner.set(0, j, low);
        lattice.size.set(0, j, high - low);
      }
      return lattice.grown();
    }

    /** A fifth larger, about the same centre. */
    Lattice grown() {
      Lattice larger = new Lattice(corner.copy(), size.copy(), cells);
      for (int j = 0; j < size.numCols; j++) {
        larger.corner.add(0, j, -0.1 * size.get(0, j));
        larger.size.add(0, j, 0.2 * size.get(0, j));
      }
      return larger;
    }

    DMatrixRMaj points() {
      int dim = size.numCols;
      DMatrixRMaj points = new DMatrixRMaj((int) Math.pow(cells, dim), dim);
      for (int i = 0; i < points.numRows; i++) {
        for (int j = 0; j < dim; j++) {
          points.set(i, j, corner.get(0, j) + (index(i, j) + 0.5) * size.get(0, j) / cells);
        }
      }
      return points;
    }

    /** Position of cell {@code i} along axis {@code j}. */
    private int index(int i, int j) {
      return j == 0 ? i % cells : Math.floorDiv(i, cells);
    }

    /** Integral by every {@code step}-th point along each axis; bit j of offset shifts axis j. */
    double sum(double[] p, int step, int offset) {
      double cell = 1;
      for (int j = 0; j < size.numCols; j++) cell *= step * size.get(0, j) / cells;
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        boolean chosen = true;
        for (int j = 0; j < size.numCols; j++) {
          chosen &= index(i, j) % step == (offset >> j & 1);
        }
        if (chosen) sum += p[i];
      }
      return sum * cell;
    }

    /** Mass of the outermost cells. */
    double rim(double[] p) {
      double cell = 1;
      for (int j = 0; j < size.numCols; j++) cell *= size.get(0, j) / cells;
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        for (int j = 0; j < size.numCols; j++) {
          if (index(i, j) == 0 || index(i, j) == cells - 1) sum += p[i];
        }
      }
      return sum * cell;
    }
  }
}
