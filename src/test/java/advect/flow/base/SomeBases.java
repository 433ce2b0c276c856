package advect.flow.base;

import advect.numeric.ScaleShares;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A base of each kind in one, two and three dimensions, with numbers that nothing is special about.
 */
final class SomeBases {
  private SomeBases() {}

  /** All of them. */
  static List<Base> all() {
    return IntStream.rangeClosed(1, 3).boxed().flatMap(dim -> of(dim).stream()).toList();
  }

  /** Those of a dimension. */
  static List<Base> of(int dim) {
    GivenBase t = StudentT.of(Arrays.copyOf(new double[] {0.7, 3, 40}, dim));
    GivenBase normal = MultivariateNormal.of(mean(dim, 1), covariance(dim, 2));
    GivenBase mixture = mixture(dim);
    GivenBase kernels = kernels(dim);
    return List.of(
        new StandardNormal(dim),
        t,
        t.fixed(),
        normal,
        normal.fixed(),
        mixture,
        mixture.fixed(),
        kernels,
        kernels.fixed(),
        kernels(dim, new ScaleShares(List.of(0.4, 1.5), List.of(0.3, 0.7))),
        scaled(new StandardNormal(dim)),
        scaled(t),
        scaled(mixture.fixed()));
  }

  /** Three kernels of different weights, about the means of the mixture. */
  static GivenBase kernels(int dim) {
    return kernels(dim, ScaleShares.of(0.6));
  }

  /** A base at two scales. */
  private static GivenBase scaled(Base base) {
    ScaleShares scales = new ScaleShares(List.of(0.7, 1.6), List.of(0.8, 0.2));
    return ScaleMixture.of(base, base.initialParameters(), scales);
  }

  private static GivenBase kernels(int dim, ScaleShares bandwidths) {
    DMatrixRMaj centres = new DMatrixRMaj(3, dim);
    for (int k = 0; k < 3; k++) System.arraycopy(mean(dim, k), 0, centres.data, k * dim, dim);
    return KernelMixture.of(new double[] {2, 0.5, 1}, centres, bandwidths);
  }

  /** Three normals of different weights, places and shapes, some of which overlap. */
  static GivenBase mixture(int dim) {
    DMatrixRMaj means = new DMatrixRMaj(3, dim);
    for (int k = 0; k < 3; k++) System.arraycopy(mean(dim, k), 0, means.data, k * dim, dim);
    return NormalMixture.of(
        new double[] {2, 0.5, 1},
        means,
        List.of(covariance(dim, 3), covariance(dim, 4), covariance(dim, 5)));
  }

  static double[] mean(int dim, long seed) {
    return new Random(seed).doubles(dim, -2, 2).toArray();
  }

  /** A Aᵀ + 0.2 I of a random A. */
  static DMatrixRMaj covariance(int dim, long seed) {
    double[] a = new Random(seed).doubles((long) dim * dim, -1, 1).toArray();
    DMatrixRMaj covariance = new DMatrixRMaj(dim, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double sum = i == j ? 0.2 : 0;
        for (int k = 0; k < dim; k++) sum += a[i * dim + k] * a[j * dim + k];
        covariance.set(i, j, sum);
      }
    }
    return covariance;
  }

  static BaseDensity density(Base base) {
    return base.with(base.initialParameters());
  }

  /** log p of one point. */
  static double logDensity(BaseDensity density, double... z) {
    double[] logp = new double[1];
    density.addLogDensity(z, logp);
    return logp[0];
  }
}
