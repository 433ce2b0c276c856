package advect.data.toy;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Equally likely Gaussians of one standard deviation s: p(x) = 1/K Σₖ N(x; μₖ, s² I). */
final class GaussianMixture implements PointLaw {
  private final double[][] means;
  private final double sd;
  private final GaussianSum density;

  /**
   * @param means {@code [component][dim]}, copied
   */
  GaussianMixture(double sd, double[]... means) {
    this.means = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
    this.sd = sd;
    double weight = 1.0 / means.length;
    this.density =
        new GaussianSum(
            Arrays.stream(means).map(mean -> new GaussianSum.WeightedCentre(weight, mean)).toList(),
            sd);
  }

  @Override
  public int dim() {
    return density.dim();
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    double[] mean = means[rng.nextInt(means.length)];
    for (int i = 0; i < x.length; i++) x[i] = mean[i] + sd * rng.nextGaussian();
  }

  @Override
  public double logDensity(double[] x) {
    return density.logDensity(x);
  }
}
