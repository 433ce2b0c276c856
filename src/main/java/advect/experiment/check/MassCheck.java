package advect.experiment.check;

import advect.numeric.NumericalException;
import advect.numeric.RandomKey;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * ∫ p, with an interval of 95 %, by comparing p with its own draws through a density q whose
 * integral is 1 by construction.
 *
 * <p>For draws x of p's sampler and y of q,
 *
 * <pre>
 *   ∫ p = E[p(y) / (p(y) + q(y))] / E[q(x) / (p(x) + q(x))],
 * </pre>
 *
 * <p>whatever q is: both sides are ∫ p q / (p + q), but that the draws x are of p / ∫ p. All terms
 * lie between 0 and 1, so no tail and no needle can hide behind a huge weight, as they do in means
 * of p/q or q/p; where q misses a part of p, draws from there count as they should. A q that is
 * like p makes all terms about a half, and the interval narrow; one that is not makes it wide.
 *
 * <p>q is fitted to other draws of the sampler: up to three dimensions a quadrature of p in boxes
 * as fine as draws are dense, beyond a mixture of normals.
 *
 * <p>The error is 1.96 standard errors of the quotient, and for what no draw has shown what could
 * hide from so many with a probability of 5 %: 3/n of them. The mass of a place that the sampler
 * never visits is not seen. Where p's shape is not that of the draws, the quotient is the mean of
 * their ratio over places where both p and q are.
 *
 * <p>Cost: 2 n draws and 4 n log densities, beyond three dimensions 2 n and the fit of a mixture.
 *
 * <p>Reference: Meng and Wong, "Simulating ratios of normalizing constants via a simple identity",
 * Statistica Sinica 6, 1996; Bennett, Journal of Computational Physics 22, 1976.
 *
 * @param mass the integral, which is 1 for a density; NaN if it could not be found
 * @param error half the width of the interval; likewise
 */
public record MassCheck(double mass, double error) {
  /** What could not be found. */
  public static final MassCheck UNKNOWN = new MassCheck(Double.NaN, Double.NaN);

  /** Draws that give three digits to a density in the plane. */
  public static final int DRAWS = 32_768;

  /** Beyond so many dimensions boxes are too few. */
  private static final int MOST_BOXED = 3;

  /** Draws for a mixture, whose fit takes longer than the rest if there are more. */
  private static final int FITTED = 4000;

  /** Two-sided 95 % of a normal. */
  private static final double Z = 1.96;

  /** -ln 0.05: an event that n draws have not shown has at most this probability, over n. */
  private static final double UNSEEN = 3;

  /**
   * Of a density and its sampler; unknown where solves fail or p and q have nothing in common.
   *
   * @param draws n, at least 100
   */
  public static MassCheck of(SampledDensity density, int draws, long seed) {
    try {
      DMatrixRMaj fitted = density.sample(draws, RandomKey.mix(seed, 1));
      RandomGenerator rng = new RandomStreams(seed).stream(Purpose.MASS);
      Proposal q = proposal(density, fitted, seed);
      return through(q, density, density.sample(draws, RandomKey.mix(seed, 2)), rng);
    } catch (NumericalException e) {
      return UNKNOWN;
    }
  }

  private static Proposal proposal(SampledDensity density, DMatrixRMaj draws, long seed) {
    if (density.dim() <= MOST_BOXED) return new DrawTree(draws, density::logDensity);
    int used = Math.min(draws.numRows, FITTED);
    int judges = used / 4;
    return new MixtureProposal(
        rows(draws, 0, used - judges), rows(draws, used - judges, used), seed);
  }

  private static DMatrixRMaj rows(DMatrixRMaj all, int from, int to) {
    return CommonOps_DDRM.extract(all, from, to, 0, all.numCols);
  }

  /**
   * Through a given q.
   *
   * @param draws of the sampler, independent of q
   */
  static MassCheck through(
      Proposal q, SampledDensity density, DMatrixRMaj draws, RandomGenerator rng) {
    Share ofDraws = Share.of(q.logDensity(draws), density.logDensity(draws));
    DMatrixRMaj proposed = q.sample(draws.numRows, rng);
    Share ofProposed = Share.of(density.logDensity(proposed), q.logDensity(proposed));
    double mass = ofProposed.mean / ofDraws.mean;
    if (!(mass > 0) || Double.isInfinite(mass)) return UNKNOWN;
    double sampled = Z * Math.hypot(ofDraws.relativeError, ofProposed.relativeError);
    return new MassCheck(mass, mass * (sampled + ofDraws.unseen + ofProposed.unseen));
  }

  /**
   * Mean of a/(a + b), its relative standard error, and how much of it, relatively, may hide.
   *
   * @param unseen terms that no draw has shown change the mean by at most as much as if they were
   *     all 0 or all 1
   */
  private record Share(double mean, double relativeError, double unseen) {
    static Share of(double[] logA, double[] logB) {
      SummaryStatistics terms = new SummaryStatistics();
      for (int i = 0; i < logA.length; i++) {
        boolean nowhere = Double.isInfinite(logA[i]) && logA[i] < 0;
        terms.addValue(nowhere ? 0 : 1 / (1 + Math.exp(logB[i] - logA[i])));
      }
      double mean = terms.getMean();
      return new Share(
          mean,
          terms.getStandardDeviation() / Math.sqrt(logA.length) / mean,
          UNSEEN / logA.length * Math.max(mean, 1 - mean) / mean);
    }
  }
}
