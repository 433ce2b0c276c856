package advect.experiment.check;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** A box of a {@link DrawTree} with the draws in it, whole or cut in two. */
final class DrawBox {
  /** How far the mass of a box may be from the share of its draws. */
  private static final double TRUST = 8;

  /** Share of a box that draws fill, below which their edge is the better place for a cut. */
  private static final double SMALL = 0.25;

  /** Slope of the density at most, so that it is positive at the faces. */
  private static final double STEEPEST = 0.9;

  private final double[] low;
  private final double[] high;
  private final int[] rows;

  private int axis;
  private double cut;
  private @Nullable DrawBox below;
  private @Nullable DrawBox above;

  /** Of each axis, (p1 - p0)/(p1 + p0) for p at a quarter and three quarters of the box. */
  private final double[] change;

  private double mass;

  private DrawBox(double[] low, double[] high, int[] rows) {
    this.low = low;
    this.high = high;
    this.rows = rows;
    change = new double[low.length];
  }

  /** The smallest that holds all draws. */
  static DrawBox around(DMatrixRMaj draws) {
    double[] low = new double[draws.numCols];
    double[] high = new double[draws.numCols];
    for (int j = 0; j < low.length; j++) {
      low[j] = Double.POSITIVE_INFINITY;
      high[j] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < draws.numRows; i++) {
        low[j] = Math.min(low[j], draws.get(i, j));
        high[j] = Math.max(high[j], draws.get(i, j));
      }
    }
    return new DrawBox(low, high, IntStream.range(0, draws.numRows).toArray());
  }

  /** How many draws are in it. */
  int count() {
    return rows.length;
  }

  /** Its part with the lower values; it has been cut. */
  DrawBox below() {
    return Objects.requireNonNull(below);
  }

  /** Its part with the higher values; it has been cut. */
  DrawBox above() {
    return Objects.requireNonNull(above);
  }

  /** Cuts half way between the draws in the middle. */
  void cutAtMedian(int across, DMatrixRMaj draws) {
    int[] sorted =
        IntStream.of(rows)
            .boxed()
            .sorted((a, b) -> Double.compare(draws.get(a, across), draws.get(b, across)))
            .mapToInt(Integer::intValue)
            .toArray();
    int half = sorted.length / 2;
    double at = 0.5 * (draws.get(sorted[half - 1], across) + draws.get(sorted[half], across));
    cut(across, at, Arrays.copyOf(sorted, half), Arrays.copyOfRange(sorted, half, sorted.length));
  }

  /** Cuts the axis along which p changes most. */
  void cutWherePChanges(DMatrixRMaj draws) {
    int across = 0;
    for (int j = 1; j < change.length; j++) {
      if (Math.abs(change[j]) > Math.abs(change[across])) across = j;
    }
    int by = across;
    double at = place(by, draws);
    int[] left = IntStream.of(rows).filter(i -> draws.get(i, by) < at).toArray();
    int[] right = IntStream.of(rows).filter(i -> draws.get(i, by) >= at).toArray();
    cut(by, at, left, right);
  }

  /** In the middle, or, where all draws are in a small part of the box, at the edge of that. */
  private double place(int j, DMatrixRMaj draws) {
    double first = high[j];
    double last = low[j];
    for (int i : rows) {
      first = Math.min(first, draws.get(i, j));
      last = Math.max(last, draws.get(i, j));
    }
    double extent = last - first;
    if (!(extent > 0 && extent < SMALL * (high[j] - low[j]))) return 0.5 * (low[j] + high[j]);
    return first - low[j] > high[j] - last ? first - 0.5 * extent : last + 0.5 * extent;
  }

  private void cut(int across, double at, int[] left, int[] right) {
    axis = across;
    cut = at;
    double[] middle = high.clone();
    middle[across] = at;
    below = new DrawBox(low, middle, left);
    middle = low.clone();
    middle[across] = at;
    above = new DrawBox(middle, high, right);
  }

  /** Two points for each axis, a quarter of the box from its faces, into rows of {@code x}. */
  void putPoints(DMatrixRMaj x, int first) {
    for (int k = 0; k < 2 * low.length; k++) {
      for (int j = 0; j < low.length; j++) x.set(first + k, j, within(j, 0.5));
      x.set(first + k, k / 2, within(k / 2, k % 2 == 0 ? 0.25 : 0.75));
    }
  }

  /**
   * log of the density at a row of {@code x} that is within: mass/volume Πⱼ (1 + sⱼ (2 uⱼ - 1)).
   */
  double logDensity(DMatrixRMaj x, int row) {
    double log = Math.log(mass) - logVolume();
    for (int j = 0; j < low.length; j++) {
      double u = (x.get(row, j) - low[j]) / (high[j] - low[j]);
      log += Math.log1p(slope(j) * (2 * u - 1));
    }
    return log;
  }

  private double slope(int j) {
    return Math.max(-STEEPEST, Math.min(STEEPEST, 2 * change[j]));
  }

  /** Draws from that density: u of an axis solves u + s (u² - u) = r for a uniform r. */
  void sample(RandomGenerator rng, DMatrixRMaj x, int row) {
    for (int j = 0; j < low.length; j++) {
      double s = slope(j);
      double r = rng.nextDouble();
      double u = 2 * r / (1 - s + Math.sqrt((1 - s) * (1 - s) + 4 * s * r));
      x.set(row, j, within(j, u));
    }
  }

  private double within(int j, double u) {
    return low[j] + u * (high[j] - low[j]);
  }

  /**
   * Takes in log p at the points of {@link #putPoints}. The mass is p's mean there times the
   * volume, kept within a factor of the share of all draws that are in the box: where p varies
   * much, they know better.
   */
  void measure(double[] logp, int first, int allDraws) {
    double logVolume = logVolume();
    double mean = 0;
    for (int j = 0; j < low.length; j++) {
      double m0 = Math.exp(logp[first + 2 * j] + logVolume);
      double m1 = Math.exp(logp[first + 2 * j + 1] + logVolume);
      mean += 0.5 * (m0 + m1) / low.length;
      double unknown = rows.length > 0 ? 1 : 0;
      change[j] = m0 + m1 > 0 ? (m1 - m0) / (m0 + m1) : unknown;
    }
    double least = rows.length / TRUST / allDraws;
    double most = (rows.length + 1) * TRUST / allDraws;
    boolean flat = Double.isInfinite(logVolume);
    mass = flat ? 0 : Math.min(Math.max(mean, least), most);
  }

  /** log of the volume; -∞ for a box that draws which are equal left no room. */
  double logVolume() {
    double log = 0;
    for (int j = 0; j < low.length; j++) log += Math.log(high[j] - low[j]);
    return log;
  }

  /** ∫ p over the box, about. */
  double mass() {
    return mass;
  }

  /** What a cut would mend: its part in the variance of p/q. */
  double roughness() {
    double square = 0;
    for (double c : change) square += c * c;
    return mass * square;
  }

  /** The uncut box in this one that has a row of {@code x}; null if it is outside. */
  @Nullable DrawBox find(DMatrixRMaj x, int row) {
    for (int j = 0; j < low.length; j++) {
      double value = x.get(row, j);
      if (!(value >= low[j] && value <= high[j])) return null;
    }
    DrawBox box = this;
    while (box.below != null) box = x.get(row, box.axis) < box.cut ? box.below() : box.above();
    return box;
  }
}
