package advect.data.toy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;

/**
 * Bins of nearly equal mass under a density, to test draws against it. Cells of a lattice are
 * integrated by three Gauss points a side and joined along each row until a bin holds a hundredth.
 * By seven points a side the masses of bins are others by a share of 1.3e-3 at most, which adds
 * 0.005 to the chi-square of 20,000 draws, a number whose deviation is 13.
 */
final class Histogram {
  private static final int CELLS = 60;
  private static final int NODES = 3;
  private static final double BIN_MASS = 0.01;

  private final Interval side;
  private final int dim;
  private final int[] binOfCell;
  private final List<Double> binMass = new ArrayList<>();

  Histogram(ToyDistribution toy, Interval side) {
    this.side = side;
    this.dim = toy.dim();
    double[] cellMass = cellMasses(toy);
    this.binOfCell = new int[cellMass.length];
    double gathered = 0;
    double total = 0;
    for (int cell = 0; cell < cellMass.length; cell++) {
      binOfCell[cell] = binMass.size();
      gathered += cellMass[cell];
      total += cellMass[cell];
      if (gathered >= BIN_MASS) {
        binMass.add(gathered);
        gathered = 0;
      }
    }
    binMass.add(gathered + 1 - total); // the rest, and everything outside
  }

  /** Probability, if the draws follow the density, of a chi-square as large as theirs. */
  double surprise(DMatrixRMaj draws) {
    // A last bin of a handful of draws would not be near normal, so it joins its neighbour.
    int bins = binMass.size() - 1;
    double[] expected = new double[bins];
    for (int bin = 0; bin <= bins; bin++) {
      expected[Math.min(bin, bins - 1)] += draws.numRows * binMass.get(bin);
    }
    long[] observed = new long[bins];
    for (int row = 0; row < draws.numRows; row++) {
      observed[Math.min(bin(draws, row), bins - 1)]++;
    }
    double chiSquare = 0;
    for (int bin = 0; bin < bins; bin++) {
      double off = observed[bin] - expected[bin];
      chiSquare += off * off / expected[bin];
    }
    return 1 - new ChiSquaredDistribution(bins - 1).cumulativeProbability(chiSquare);
  }

  private int bin(DMatrixRMaj draws, int row) {
    int cell = 0;
    for (int i = 0; i < dim; i++) {
      int index = (int) Math.floor((draws.get(row, i) - side.low()) / side.length() * CELLS);
      if (index < 0 || index >= CELLS) return binMass.size() - 1;
      cell = cell * CELLS + index;
    }
    return binOfCell[cell];
  }

  private double[] cellMasses(ToyDistribution toy) {
    double width = side.length() / CELLS;
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, width);
    double[] at = new double[CELLS * NODES];
    for (int i = 0; i < at.length; i++) {
      int cell = i / NODES;
      at[i] = side.low() + cell * width + rule.getPoint(i % NODES);
    }
    double[] logp = toy.logDensity(lattice(at, dim));
    double[] mass = new double[(int) Math.pow(CELLS, dim)];
    for (int point = 0; point < logp.length; point++) {
      int last = point % at.length;
      int first = dim == 1 ? 0 : point / at.length;
      double weight = rule.getWeight(last % NODES) * (dim == 1 ? 1 : rule.getWeight(first % NODES));
      mass[first / NODES * CELLS + last / NODES] += weight * Math.exp(logp[point]);
    }
    return mass;
  }

  /** All points whose coordinates are among {@code at}, the last coordinate running fastest. */
  static DMatrixRMaj lattice(double[] at, int dim) {
    int n = (int) Math.pow(at.length, dim);
    DMatrixRMaj points = new DMatrixRMaj(n, dim);
    for (int row = 0; row < n; row++) {
      points.set(row, dim - 1, at[row % at.length]);
      if (dim == 2) points.set(row, 0, at[row / at.length]);
    }
    return points;
  }
}
