package advect.study.augmented;

import advect.parallel.RandomStreams;
import advect.supervised.Examples;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Points of a ball and of a shell around it: g = -1 for |x| ≤ 0.5, g = 1 for 1 ≤ |x| ≤ 1.5 (Dupont
 * et al. 2019). Radii are (max - min) u^(1/d) + min with u uniform, as in the authors' code.
 *
 * @param dim of x
 */
public record Spheres(int dim) {
  private static final int INNER = 500;
  private static final int OUTER = 1500;

  /** 500 points of the ball, then 1500 of the shell. */
  public Examples draw(RandomStreams streams, RandomStreams.Purpose purpose, int run) {
    RandomGenerator rng = streams.stream(purpose, dim, run);
    DMatrixRMaj x = new DMatrixRMaj(INNER + OUTER, dim);
    DMatrixRMaj g = new DMatrixRMaj(INNER + OUTER, 1);
    for (int row = 0; row < x.numRows; row++) {
      boolean inner = row < INNER;
      point(x, row, inner ? 0 : 1, 0.5, rng);
      g.set(row, 0, inner ? -1 : 1);
    }
    return Examples.of(x, g);
  }

  private void point(DMatrixRMaj x, int row, double least, double width, RandomGenerator rng) {
    double norm = 0;
    for (int i = 0; i < dim; i++) {
      double component = rng.nextGaussian();
      x.set(row, i, component);
      norm += component * component;
    }
    double radius = width * Math.pow(rng.nextDouble(), 1.0 / dim) + least;
    for (int i = 0; i < dim; i++) x.set(row, i, x.get(row, i) * radius / Math.sqrt(norm));
  }

  /** The share of rows whose output has the sign of their target. */
  static double accuracy(Examples examples, DMatrixRMaj outputs) {
    double[] g = examples.targets().data;
    int right = 0;
    for (int row = 0; row < g.length; row++) {
      if (g[row] * outputs.get(row, 0) > 0) right++;
    }
    return right / (double) g.length;
  }
}
