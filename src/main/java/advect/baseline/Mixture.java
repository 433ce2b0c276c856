package advect.baseline;

import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * p(x) = Σⱼ wⱼ N(x; μⱼ, Σⱼ), and the two half-steps of expectation maximization (Dempster, Laird
 * and Rubin 1977).
 *
 * <p>Responsibilities are worked out from log densities. Those from densities, as in Commons Math,
 * break down at the first row that lies so far out that its density is below 1e-308.
 *
 * <p>Cost: a half-step takes about n k dim² products; threads share the components, and each
 * component's sums run in the order of the rows.
 */
record Mixture(List<Component> components) {
  /** Added to every variance, in units of the columns' spread, so that none vanishes. */
  static final double FLOOR = 1e-6;

  /** A component that explains less than this many rows is gone. */
  private static final double GONE = 1e-6;

  /** wⱼ and N(μⱼ, Σⱼ). */
  record Component(double logWeight, GaussianLaw law) {}

  /**
   * Maximization: wⱼ = Σᵢ wᵢ rᵢⱼ / Σᵢ wᵢ, and μⱼ and Σⱼ are the mean and covariance weighted by wᵢ
   * rᵢⱼ, where wᵢ is a row's own weight.
   *
   * @param z {@code [n][dim]}, in units of the columns' spread; read only
   * @param responsibilities r, {@code [k][n]}, read only
   */
  static Mixture maximizing(WeightedRows z, double[][] responsibilities) {
    double total = z.total();
    double gone = GONE * total / z.weights().length;
    return new Mixture(
        Arrays.stream(responsibilities)
            .parallel()
            .map(r -> weighted(r, z.weights()))
            .filter(r -> Arrays.stream(r).sum() > gone)
            .map(r -> component(z.rows(), r, total))
            .toList());
  }

  private static double[] weighted(double[] r, double[] weights) {
    return IntStream.range(0, r.length).mapToDouble(i -> weights[i] * r[i]).toArray();
  }

  private static Component component(DMatrixRMaj z, double[] r, double total) {
    double sum = Arrays.stream(r).sum();
    double[] mean = GaussianLaw.mean(z, r, sum);
    DMatrixRMaj covariance = GaussianLaw.covariance(z, r, sum, mean);
    for (int c = 0; c < mean.length; c++) covariance.add(c, c, FLOOR);
    GaussianLaw law = GaussianLaw.of(mean, covariance).orElseThrow();
    return new Component(Math.log(sum / total), law);
  }

  /** log wⱼ N(xᵢ; μⱼ, Σⱼ), {@code [k][n]}. */
  double[][] logTerms(DMatrixRMaj z) {
    return components.parallelStream()
        .map(c -> Arrays.stream(c.law().logDensity(z)).map(v -> v + c.logWeight()).toArray())
        .toArray(double[][]::new);
  }

  /** log p of each row from its terms. */
  static double[] logDensity(double[][] logTerms) {
    int k = logTerms.length;
    return IntStream.range(0, logTerms[0].length)
        .parallel()
        .mapToDouble(
            i -> LogSumExp.of(IntStream.range(0, k).mapToDouble(j -> logTerms[j][i]).toArray()))
        .toArray();
  }

  /** Expectation: rᵢⱼ = wⱼ N(xᵢ; μⱼ, Σⱼ) / p(xᵢ), {@code [k][n]}. */
  static double[][] responsibilities(double[][] logTerms, double[] logp) {
    return Arrays.stream(logTerms)
        .parallel()
        .map(
            terms ->
                IntStream.range(0, terms.length)
                    .mapToDouble(i -> Math.exp(terms[i] - logp[i]))
                    .toArray())
        .toArray(double[][]::new);
  }
}
