package advect.experiment.check;

import advect.numeric.LogSumExp;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of spherical normals, or of Cauchys, whose log density claims {@code mass} where a
 * density has 1.
 *
 * @param name what is nasty about it
 */
record Adversary(String name, int dim, List<Part> parts, boolean heavy, double mass)
    implements SampledDensity {
  /** The deviation of a needle. */
  private static final double FINE = 1e-4;

  /** About (mean, ..., mean), of one deviation in all directions. */
  record Part(double weight, double mean, double scale) {}

  /** What quadratures and importance weights fall for. */
  static List<Adversary> all(double mass) {
    List<Part> spike = List.of(new Part(0.99, 0, 1), new Part(0.01, 30, FINE));
    List<Part> inside = List.of(new Part(0.9, 0, 1), new Part(0.1, 0.5, FINE));
    return List.of(
        new Adversary("a far needle", 1, spike, false, mass),
        new Adversary(
            "two scales", 1, List.of(new Part(0.5, 0, 1), new Part(0.5, 0, FINE)), false, mass),
        new Adversary("Cauchy", 1, List.of(new Part(1, 0, 1)), true, mass),
        new Adversary(
            "far modes", 1, List.of(new Part(0.5, -50, 1), new Part(0.5, 50, 1)), false, mass),
        new Adversary("a far needle in the plane", 2, spike, false, mass),
        new Adversary("a needle within a normal of space", 3, inside, false, mass));
  }

  @Override
  public double[] logDensity(DMatrixRMaj x) {
    double[] logp = new double[x.numRows];
    double[] terms = new double[parts.size()];
    for (int i = 0; i < logp.length; i++) {
      for (int k = 0; k < terms.length; k++) terms[k] = logTerm(parts.get(k), x, i);
      logp[i] = Math.log(mass) + LogSumExp.of(terms);
    }
    return logp;
  }

  private double logTerm(Part part, DMatrixRMaj x, int row) {
    double log = Math.log(part.weight);
    for (int j = 0; j < dim; j++) {
      double z = (x.get(row, j) - part.mean) / part.scale;
      log -= Math.log(part.scale);
      log -= heavy ? Math.log(Math.PI * (1 + z * z)) : 0.5 * (z * z + Math.log(2 * Math.PI));
    }
    return log;
  }

  @Override
  public DMatrixRMaj sample(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(n, dim);
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      int k = 0;
      while (k < parts.size() - 1 && u >= parts.get(k).weight) u -= parts.get(k++).weight;
      for (int j = 0; j < dim; j++) {
        double z = heavy ? Math.tan(Math.PI * (random.nextDouble() - 0.5)) : random.nextGaussian();
        x.set(i, j, parts.get(k).mean + parts.get(k).scale * z);
      }
    }
    return x;
  }
}
