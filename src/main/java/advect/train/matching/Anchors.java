package advect.train.matching;

import advect.file.Sha256;
import advect.flow.Standardization;
import advect.parallel.Shard;
import advect.train.objective.Batch;
import java.util.Arrays;

/**
 * Points x₁ ... x_n with masses, and the search for the one that a base draw goes to.
 *
 * <p>Threads: immutable; safe to share.
 */
final class Anchors {
  /** Points whose scores are found together: a block stays in the first-level cache. */
  private static final int BLOCK = 256;

  private final double[] points;
  private final double[] masses;

  /**
   * @param points {@code [dim][n]}, in standardised units
   * @param masses of the points, whose sum is 1
   */
  private Anchors(double[] points, double[] masses) {
    this.points = points;
    this.masses = masses;
  }

  /** The rows of a batch, which are finite, with masses in proportion to their weights. */
  static Anchors of(Batch rows, Standardization units) {
    double[] points = new double[rows.x().getNumElements()];
    units.gather(rows.x(), new Shard(0, 0, rows.rows()), points);
    double[] masses = new double[rows.rows()];
    for (int i = 0; i < masses.length; i++) masses[i] = rows.weight(i) / rows.totalWeight();
    return new Anchors(points, masses);
  }

  /** The mass of a point. */
  double mass(int i) {
    return masses[i];
  }

  /** Coordinate {@code j} of a point. */
  double coordinate(int i, int j) {
    return points[j * count() + i];
  }

  /** Adds all numbers to a digest. */
  Sha256 addTo(Sha256 sha) {
    return sha.add(points).add(masses);
  }

  /** How many. */
  int count() {
    return masses.length;
  }

  /** Their dimension. */
  int dim() {
    return points.length / masses.length;
  }

  /** ½ |xᵢ|²: the potentials that send every draw to the nearest point. */
  double[] halfSquares() {
    double[] half = new double[count()];
    for (int k = 0; k < points.length; k++) half[k % half.length] += 0.5 * points[k] * points[k];
    return half;
  }

  /**
   * Finds argmaxᵢ (z · xᵢ - vᵢ) of every sample; of equals, the first. Cost: O(n dim) a sample.
   *
   * @param v a potential a point
   * @param z {@code [dim][samples]}
   * @param chosen overwritten from {@code first} on with a number a sample
   */
  void choose(double[] v, double[] z, int[] chosen, int first) {
    int samples = z.length / dim();
    double[] best = new double[samples];
    double[] scores = new double[BLOCK];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    Arrays.fill(chosen, first, first + samples, 0);
    for (int from = 0; from < count(); from += BLOCK) {
      int length = Math.min(BLOCK, count() - from);
      for (int s = 0; s < samples; s++) {
        score(v, z, s, new Shard(0, from, length), scores);
        double most = best[s];
        for (int i = 0; i < length; i++) {
          if (scores[i] > most) {
            most = scores[i];
            chosen[first + s] = from + i;
          }
        }
        best[s] = most;
      }
    }
  }

  /** z · xᵢ - vᵢ of one sample and a block of points; the inner loop runs along memory. */
  private void score(double[] v, double[] z, int sample, Shard block, double[] scores) {
    int samples = z.length / dim();
    for (int i = 0; i < block.count(); i++) scores[i] = -v[block.first() + i];
    for (int j = 0; j < dim(); j++) {
      double coordinate = z[j * samples + sample];
      int row = j * count() + block.first();
      for (int i = 0; i < block.count(); i++) scores[i] += coordinate * points[row + i];
    }
  }
}
